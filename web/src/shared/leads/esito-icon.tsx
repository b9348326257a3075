import {
  BadgeCheck,
  Bot,
  CalendarCheck,
  Circle,
  CircleSlash,
  Copy,
  FileText,
  type LucideIcon,
  PhoneCall,
  PhoneMissed,
  PhoneOff,
  PhoneOutgoing,
  Sparkles,
  ThumbsDown,
  ThumbsUp,
  Unplug,
  UserCheck,
  Voicemail,
} from "lucide-react";

const ICONS: Record<string, LucideIcon> = {
  "badge-check": BadgeCheck,
  bot: Bot,
  "calendar-check": CalendarCheck,
  "circle-slash": CircleSlash,
  copy: Copy,
  "file-text": FileText,
  "phone-call": PhoneCall,
  "phone-missed": PhoneMissed,
  "phone-off": PhoneOff,
  "phone-outgoing": PhoneOutgoing,
  sparkles: Sparkles,
  "thumbs-down": ThumbsDown,
  "thumbs-up": ThumbsUp,
  unplug: Unplug,
  "user-check": UserCheck,
  voicemail: Voicemail,
};

/** The icon of an Esito by its name; one that is not drawn here is a circle. */
export function EsitoIcon({ name, className }: { name: string; className?: string }) {
  const Icon = ICONS[name] ?? Circle;
  return <Icon aria-hidden {...(className ? { className } : {})} />;
}
