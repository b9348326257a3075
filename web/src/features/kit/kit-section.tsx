import type { ReactNode } from "react";
import { Card, CardContent, CardHeader } from "@/shared/ui/card";

export function KitSection({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Card>
      <CardHeader title={title} />
      <CardContent className="flex flex-col gap-4">{children}</CardContent>
    </Card>
  );
}
