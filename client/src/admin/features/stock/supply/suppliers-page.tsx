/** Who brings what on which days. */
import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { useSuspenseQuery } from "@tanstack/react-query";
import { Plus } from "lucide";
import { useState } from "react";
import { Dialog } from "@/admin/ui/dialog";
import { Empty } from "@/admin/ui/faces";
import { Icon } from "@/admin/ui/icon";
import { complained, said } from "@/admin/ui/said";
import { StockTabs } from "../stock-tabs";
import { suppliersQuery, useSupply, type Said, type Supplier, type Supply } from "./queries";
import { SupplierCard } from "./supplier-card";
import { SupplierForm } from "./supplier-form";
import { SupplyForm } from "./supply-form";
import { texts } from "./texts";

type Task = { what: "supplier"; known?: Supplier } | { what: "supply"; supplier: Supplier; known?: Supply };

export default function SuppliersPage() {
  const { data } = useSuspenseQuery(suppliersQuery);
  const [task, setTask] = useState<Task | null>(null);
  const done = () => setTask(null);
  const again = useSupply();
  const back = (before: Said) => again.mutate(before, { onSuccess: () => said(texts.undone), onError: complained });
  // What has been written since is what is changed, not what was there when the dialog opened.
  const fresh = (supplier: Supplier) => data.items.find(({ id }) => id === supplier.id) ?? supplier;
  return (
    <Stack gap="lg" maw={960}>
      <StockTabs />
      <Group justify="space-between" align="flex-end">
        <div>
          <Title order={1}>{texts.suppliers}</Title>
          <Text c="gray.7">{texts.suppliersLead}</Text>
        </div>
        <Button h={48} leftSection={<Icon of={Plus} />} onClick={() => setTask({ what: "supplier" })}>{texts.add}</Button>
      </Group>
      {data.items.length === 0 && <Empty title={texts.noSuppliers}>{texts.noSuppliersMore}</Empty>}
      {data.items.map((supplier) => (
        <SupplierCard key={supplier.id} supplier={supplier} onChange={() => setTask({ what: "supplier", known: supplier })} onSupply={(known) => setTask({ what: "supply", supplier, known })} />
      ))}
      <Dialog opened={task !== null} onClose={done} title={task && titleOf(task)}>
        {task?.what === "supplier" && <SupplierForm known={task.known && fresh(task.known)} onDone={done} />}
        {task?.what === "supply" && <SupplyForm supplier={fresh(task.supplier)} known={fresh(task.supplier).supplies.find(({ stem_id }) => stem_id === task.known?.stem_id)} onDone={done} onBack={back} />}
      </Dialog>
    </Stack>
  );
}

function titleOf(task: Task): string {
  if (task.what === "supplier") return task.known ? texts.changeOf(task.known.name) : texts.add;
  return task.known ? texts.stemOf(task.known.stem_name, task.supplier.name) : texts.addStemOf(task.supplier.name);
}
