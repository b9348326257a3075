import {
  BadgeCheck,
  Ban,
  Bot,
  CalendarCheck,
  Circle,
  CircleSlash,
  Clock,
  Copy,
  Euro,
  FileText,
  Handshake,
  House,
  type LucideIcon,
  Mail,
  MessageCircle,
  PhoneCall,
  PhoneMissed,
  PhoneOff,
  PhoneOutgoing,
  Sparkles,
  Star,
  ThumbsDown,
  ThumbsUp,
  Unplug,
  UserCheck,
  Voicemail,
} from "lucide-react";

const ICONS: Record<string, LucideIcon> = {
  "badge-check": BadgeCheck,
  ban: Ban,
  bot: Bot,
  "calendar-check": CalendarCheck,
  "circle-slash": CircleSlash,
  clock: Clock,
  copy: Copy,
  euro: Euro,
  "file-text": FileText,
  handshake: Handshake,
  house: House,
  mail: Mail,
  "message-circle": MessageCircle,
  "phone-call": PhoneCall,
  "phone-missed": PhoneMissed,
  "phone-off": PhoneOff,
  "phone-outgoing": PhoneOutgoing,
  sparkles: Sparkles,
  star: Star,
  "thumbs-down": ThumbsDown,
  "thumbs-up": ThumbsUp,
  unplug: Unplug,
  "user-check": UserCheck,
  voicemail: Voicemail,
};

/** The icons that an Esito can have. */
export const ESITO_ICONS: readonly string[] = ["circle", ...Object.keys(ICONS)];

/** The icon of an Esito by its name; one that is not drawn here is a circle. */
export function EsitoIcon({ name, className }: { name: string; className?: string }) {
  const Icon = ICONS[name] ?? Circle;
  return <Icon aria-hidden {...(className ? { className } : {})} />;
}
