import { Component, type ReactNode } from "react";
import { Trouble } from "@/admin/ui/faces";

interface Props { children: ReactNode }
interface State { error: unknown }

/** A page that threw says so in words, and offers another try. */
export class PageBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  override render() {
    const { error } = this.state;
    return error === null ? this.props.children : <Trouble error={error} onRetry={() => this.setState({ error: null })} />;
  }
}
