/** Leaves the shop's pages, for the payment page. */
export function leaveTo(address: string): void {
  window.location.assign(address);
}
