import { Component, type ReactNode } from "react";
import { isProblem } from "@/lib/api/problem";
import { ErrorState } from "@/ui/states";
import NotFoundPage from "./not-found-page";

interface Props { onReset: () => void; children: ReactNode }
interface State { error: unknown }

/** A page that threw: 404 becomes the not-found page, anything else says so and offers another try. */
export class PageBoundary extends Component<Props, State> {
  override state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  private retry = () => {
    this.props.onReset();
    this.setState({ error: null });
  };

  override render() {
    const { error } = this.state;
    if (error === null) return this.props.children;
    if (isProblem(error) && error.status === 404) return <NotFoundPage />;
    return <ErrorState error={error} onRetry={this.retry} level={1} />;
  }
}
