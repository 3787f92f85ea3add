/** "(503) 555-0142" as a link that a phone can dial. */
export const dialOf = (phone: string): string => `tel:${phone.replace(/[^+\d]/g, "")}`;
