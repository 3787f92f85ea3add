import { useSuspenseQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Navigate } from "react-router";
import { links } from "@/lib/links";
import { meQuery } from "@/lib/questions/me";
import { Button } from "@/ui/button";
import { Link } from "@/ui/link";
import { doorTexts } from "../texts";
import { CodeLogin } from "./code-login";
import { Door } from "./door";
import { PasswordLogin } from "./password-login";
import { useWayOn } from "./way-on";

const texts = doorTexts.login;

/** In by password, or by a code that goes to the address. Whoever is in already goes on at once. */
export default function LoginPage() {
  const { data: me } = useSuspenseQuery(meQuery);
  const { back, state, goOn } = useWayOn();
  const [byCode, setByCode] = useState(false);
  const [entering, setEntering] = useState(false);
  if (me && !entering) return <Navigate to={back ?? links.account()} replace />;
  const enter = () => {
    void goOn();
  };
  const Way = byCode ? CodeLogin : PasswordLogin;
  return (
    <Door
      title={texts.title}
      lead={byCode ? texts.codeLead : texts.lead}
      foot={
        <>
          {texts.fresh}{" "}
          <Link to={links.door("sign-up", back)} state={state} className="link inline-flex min-h-11 items-center font-medium text-ink">
            {texts.signUp}
          </Link>
        </>
      }
    >
      <Way email={state?.email ?? ""} onStart={() => setEntering(true)} onEntered={enter} />
      <Button kind="plain" onClick={() => setByCode(!byCode)} className="mt-3">
        {byCode ? texts.byPassword : texts.byCode}
      </Button>
    </Door>
  );
}
