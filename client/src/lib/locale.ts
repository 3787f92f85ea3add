/** The language that Intl writes numbers, money and days in; with the text catalogs, all that a second language changes. */
export const LOCALE = "en-US";
