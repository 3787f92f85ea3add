/** A form that is checked here, sent, and told next to its fields what the server refuses. */
import { zodResolver } from "@hookform/resolvers/zod";
import { useMutation } from "@tanstack/react-query";
import { useForm, type DefaultValues, type FieldValues, type Path } from "react-hook-form";
import type { ZodMiniType } from "zod/mini";
import { isProblem } from "@/lib/api/problem";

interface Options<Values extends FieldValues, Answer> {
  schema: ZodMiniType<Values, Values>;
  start: DefaultValues<Values>;
  send: (values: Values) => Promise<Answer>;
  onDone: (answer: Answer, values: Values) => void;
  /** Which field a refusal is about, by its code. */
  about?: Partial<Record<string, Path<Values>>>;
}

export function useSentForm<Values extends FieldValues, Answer>({ schema, start, send, onDone, about = {} }: Options<Values, Answer>) {
  const form = useForm<Values>({ resolver: zodResolver(schema), defaultValues: start });
  const { mutate, error, isPending, reset } = useMutation({ mutationFn: send, onSuccess: onDone, onError: (refused) => place(refused) });

  /** Says it at its field, and answers whether there is one. */
  const placesOf = (refused: unknown): { field: Path<Values>; message: string }[] => {
    if (!isProblem(refused)) return [];
    const field = about[refused.code];
    if (field) return [{ field, message: refused.message }];
    return (refused.extras.errors ?? []).flatMap(({ path, message }) => {
      const name = (path.split(".").at(-1) ?? path) as Path<Values>;
      return name in form.getValues() ? [{ field: name, message: message.replace(/^Value error, /, "") }] : [];
    });
  };
  const place = (refused: unknown) => {
    placesOf(refused).forEach(({ field, message }, index) => form.setError(field, { message }, { shouldFocus: index === 0 }));
  };
  const { errors } = form.formState;
  const submit = form.handleSubmit((values) => mutate(values));

  return {
    form,
    /** Everything a field needs: `<TextField label="..." {...field("email")} />`. */
    field: (name: Path<Values>) => ({ ...form.register(name), error: errors[name]?.message as string | undefined }),
    submit,
    busy: isPending,
    /** What was refused and belongs to no field. */
    trouble: error && placesOf(error).length === 0 ? error : null,
    error,
    reset,
  };
}
