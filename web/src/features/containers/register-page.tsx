import { useInfiniteQuery } from "@tanstack/react-query";
import { ChevronLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/shared/ui/icon-button";
import { Page } from "@/shared/ui/page";
import { registerQuery } from "./queries";
import { RegisterView } from "./register-view";

/** The Registro as its own page, for the agents of the container. */
export function RegisterPage({ id }: { id: string }) {
  const { t } = useTranslation("containers");
  const { t: common } = useTranslation();
  const name = useInfiniteQuery(registerQuery(id, 30)).data?.pages[0]?.container.name;
  return (
    <Page
      title={name ? t("register.title_of", { name }) : t("register.title")}
      width="wide"
      back={
        <IconButton
          label={common("actions.back")}
          className="-ml-2"
          onClick={() => window.history.back()}
        >
          <ChevronLeft aria-hidden />
        </IconButton>
      }
    >
      <RegisterView id={id} />
    </Page>
  );
}
