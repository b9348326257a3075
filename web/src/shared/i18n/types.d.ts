import "i18next";
import type auth from "./locales/it/auth.json";
import type briefing from "./locales/it/briefing.json";
import type calendar from "./locales/it/calendar.json";
import type common from "./locales/it/common.json";
import type containers from "./locales/it/containers.json";
import type customFields from "./locales/it/custom-fields.json";
import type dashboard from "./locales/it/dashboard.json";
import type duplicates from "./locales/it/duplicates.json";
import type errors from "./locales/it/errors.json";
import type esiti from "./locales/it/esiti.json";
import type imports from "./locales/it/imports.json";
import type kit from "./locales/it/kit.json";
import type leads from "./locales/it/leads.json";
import type mapping from "./locales/it/mapping.json";
import type meta from "./locales/it/meta.json";
import type outbox from "./locales/it/outbox.json";
import type pipeline from "./locales/it/pipeline.json";
import type profile from "./locales/it/profile.json";
import type radar from "./locales/it/radar.json";
import type record from "./locales/it/record.json";
import type rehearsal from "./locales/it/rehearsal.json";
import type reports from "./locales/it/reports.json";
import type returns from "./locales/it/returns.json";
import type shell from "./locales/it/shell.json";
import type sources from "./locales/it/sources.json";
import type system from "./locales/it/system.json";
import type today from "./locales/it/today.json";
import type units from "./locales/it/units.json";
import type users from "./locales/it/users.json";

declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "common";
    resources: {
      auth: typeof auth;
      briefing: typeof briefing;
      calendar: typeof calendar;
      common: typeof common;
      containers: typeof containers;
      "custom-fields": typeof customFields;
      dashboard: typeof dashboard;
      duplicates: typeof duplicates;
      errors: typeof errors;
      esiti: typeof esiti;
      imports: typeof imports;
      kit: typeof kit;
      leads: typeof leads;
      mapping: typeof mapping;
      meta: typeof meta;
      outbox: typeof outbox;
      pipeline: typeof pipeline;
      profile: typeof profile;
      radar: typeof radar;
      record: typeof record;
      rehearsal: typeof rehearsal;
      reports: typeof reports;
      returns: typeof returns;
      shell: typeof shell;
      sources: typeof sources;
      system: typeof system;
      today: typeof today;
      units: typeof units;
      users: typeof users;
    };
  }
}
