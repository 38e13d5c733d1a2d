//! What the system says when nobody is at the screen any more: it goes to sleep, the session is
//! locked, the screen saver comes. Linux and its kin, over D-Bus; a bus or a service that is not
//! there says nothing, which is no failure.
//!
//! Knows no desk: it calls whoever wants to know. The machine's sleep is held up until that returned
//! (the system gives it five seconds, unless set otherwise).

use std::collections::HashMap;
use std::process;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use zbus::export::ordered_stream::OrderedStreamExt as _;
use zbus::zvariant::{OwnedFd, OwnedObjectPath, OwnedValue, Value};
use zbus::{Connection, MatchRule, Message, MessageStream, message};

const LOGIN: &str = "org.freedesktop.login1";
const LOGIN_PATH: &str = "/org/freedesktop/login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";
const SESSION: &str = "org.freedesktop.login1.Session";
const PROPERTIES: &str = "org.freedesktop.DBus.Properties";
/// Screen savers that say whether they are on.
const SAVERS: [&str; 2] = ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"];
/// Signs that wait; more than these would all say the same.
const WAITING_MAX: usize = 8;

/// How soon the desk has to be locked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Haste {
    /// The machine goes on running.
    None,
    /// The machine sleeps in a few seconds, ready or not.
    Sleep,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Locked,
    Sleeps,
    Wakes,
}

/// Calls `away` at every sign until the program ends.
pub async fn watch(away: impl AsyncFn(Haste)) {
    let (system, session) = (Connection::system().await.ok(), Connection::session().await.ok());
    watch_on(system, session, away).await;
}

async fn watch_on(system: Option<Connection>, session: Option<Connection>, away: impl AsyncFn(Haste)) {
    let (tell, told) = channel(WAITING_MAX);
    if let Some(bus) = &session {
        for saver in SAVERS {
            listen(bus, rule(saver, "ActiveChanged", None), &tell).await;
        }
    }
    if let Some(bus) = &system {
        listen(bus, rule(MANAGER, "PrepareForSleep", Some(LOGIN_PATH)), &tell).await;
        if let Some(own) = own_session(bus).await {
            listen(bus, rule(SESSION, "Lock", Some(own.as_str())), &tell).await;
            listen(bus, rule(PROPERTIES, "PropertiesChanged", Some(own.as_str())), &tell).await;
        }
    }
    drop(tell);
    answer(told, system, away).await;
}

async fn answer(mut told: Receiver<Sign>, system: Option<Connection>, away: impl AsyncFn(Haste)) {
    let mut sleep_held_up = hold_up_sleep(system.as_ref()).await;
    while let Some(sign) = told.recv().await {
        match sign {
            Sign::Locked => away(Haste::None).await,
            Sign::Sleeps => {
                away(Haste::Sleep).await;
                drop(sleep_held_up.take());
            }
            Sign::Wakes => sleep_held_up = hold_up_sleep(system.as_ref()).await,
        }
    }
}

/// Returns what the machine's sleep waits for as long as it is held.
async fn hold_up_sleep(system: Option<&Connection>) -> Option<OwnedFd> {
    let asked = ("sleep", "Expat Desk", "Locks the cabinet first", "delay");
    let answer = system?.call_method(Some(LOGIN), LOGIN_PATH, Some(MANAGER), "Inhibit", &asked).await.ok()?;
    answer.body().deserialize::<OwnedFd>().ok()
}

/// Returns where the session of this program is found: by the name that it was given, or by us.
async fn own_session(system: &Connection) -> Option<OwnedObjectPath> {
    if let Ok(id) = std::env::var("XDG_SESSION_ID") {
        let asked = system.call_method(Some(LOGIN), LOGIN_PATH, Some(MANAGER), "GetSession", &(id,)).await;
        if let Some(found) = path_in(asked) {
            return Some(found);
        }
    }
    let own = (process::id(),);
    path_in(system.call_method(Some(LOGIN), LOGIN_PATH, Some(MANAGER), "GetSessionByPID", &own).await)
}

fn path_in(answer: zbus::Result<Message>) -> Option<OwnedObjectPath> {
    answer.ok()?.body().deserialize().ok()
}

fn rule(interface: &str, member: &str, path: Option<&str>) -> zbus::Result<MatchRule<'static>> {
    let rule = MatchRule::builder()
        .msg_type(message::Type::Signal)
        .interface(interface.to_owned())?
        .member(member.to_owned())?;
    let rule = match path {
        Some(path) => rule.path(path.to_owned())?,
        None => rule,
    };
    Ok(rule.build())
}

/// Passes the signs of a rule on; returns once the bus sends them.
async fn listen(bus: &Connection, rule: zbus::Result<MatchRule<'static>>, tell: &Sender<Sign>) {
    let Ok(rule) = rule else { return };
    let Ok(mut signals) = MessageStream::for_match_rule(rule, bus, None).await else { return };
    let tell = tell.clone();
    tokio::spawn(async move {
        while let Some(Ok(message)) = signals.next().await {
            let Some(sign) = sign_of(&message) else { continue };
            if tell.send(sign).await.is_err() {
                return;
            }
        }
    });
}

fn sign_of(message: &Message) -> Option<Sign> {
    let (header, body) = (message.header(), message.body());
    let is_on = || body.deserialize::<bool>().unwrap_or(false);
    match header.member()?.as_str() {
        "Lock" => Some(Sign::Locked),
        "ActiveChanged" => is_on().then_some(Sign::Locked),
        "PrepareForSleep" => Some(if is_on() { Sign::Sleeps } else { Sign::Wakes }),
        "PropertiesChanged" => {
            let (_, changed, _) =
                body.deserialize::<(String, HashMap<String, OwnedValue>, Vec<String>)>().ok()?;
            let hint = changed.get("LockedHint")?;
            matches!(**hint, Value::Bool(true)).then_some(Sign::Locked)
        }
        _ => None,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, clippy::expect_used, reason = "tests fail by panicking")]
mod tests {
    use super::*;
    use std::io::{self, Read as _};
    use std::process::Command;
    use tokio::sync::mpsc::UnboundedSender;

    const OWN: &str = "/org/freedesktop/login1/session/own";

    /// The system's log-in service, as far as this module asks it.
    struct FakeLogin {
        held: UnboundedSender<io::PipeReader>,
    }

    #[zbus::interface(name = "org.freedesktop.login1.Manager")]
    impl FakeLogin {
        #[zbus(name = "GetSessionByPID")]
        fn get_session_by_pid(&self, _pid: u32) -> OwnedObjectPath {
            OwnedObjectPath::try_from(OWN).unwrap()
        }

        fn inhibit(&self, what: &str, _who: &str, _why: &str, mode: &str) -> OwnedFd {
            assert_eq!((what, mode), ("sleep", "delay"));
            let (reader, writer) = io::pipe().unwrap();
            self.held.send(reader).unwrap();
            std::os::fd::OwnedFd::from(writer).into()
        }
    }

    #[test]
    fn sleep_session_lock_and_screen_saver_are_heard() {
        let output = Command::new("dbus-run-session")
            .arg("--")
            .arg(std::env::current_exe().unwrap())
            .args(["--exact", "away::tests::on_a_private_bus", "--ignored", "--test-threads=1"])
            .env_remove("XDG_SESSION_ID")
            .output()
            .expect("`dbus-run-session` is needed");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
        assert!(said.contains("1 passed"), "the half on the bus must have run: {said}");
    }

    #[tokio::test]
    #[ignore = "the half of sleep_session_lock_and_screen_saver_are_heard that runs on the private bus"]
    async fn on_a_private_bus() {
        let (held, mut holds) = tokio::sync::mpsc::unbounded_channel();
        let fake = zbus::connection::Builder::session()
            .unwrap()
            .serve_at(LOGIN_PATH, FakeLogin { held })
            .unwrap()
            .name(LOGIN)
            .unwrap()
            .build()
            .await
            .unwrap();
        let (heard, mut away) = tokio::sync::mpsc::unbounded_channel();
        let bus = Connection::session().await.unwrap();
        tokio::spawn(watch_on(Some(bus.clone()), Some(bus), async move |haste| heard.send(haste).unwrap()));
        // Sleep is held up only once everything is listened to.
        let mut hold = holds.recv().await.unwrap();

        let say = async |path: &str, interface: &str, member: &str, on: bool| {
            fake.emit_signal(None::<&str>, path, interface, member, &(on,)).await.unwrap();
        };
        for saver in SAVERS {
            say("/org/somewhere", saver, "ActiveChanged", false).await;
            say("/org/somewhere", saver, "ActiveChanged", true).await;
            assert_eq!(away.recv().await, Some(Haste::None), "{saver}");
        }
        say("/org/freedesktop/login1/session/other", SESSION, "Lock", true).await;
        say(OWN, SESSION, "Lock", true).await;
        assert_eq!(away.recv().await, Some(Haste::None), "the session");
        for (property, is_heard) in [("IdleHint", false), ("LockedHint", true)] {
            let changed = HashMap::from([(property, Value::Bool(true))]);
            let body = (SESSION, changed, Vec::<&str>::new());
            fake.emit_signal(None::<&str>, OWN, PROPERTIES, "PropertiesChanged", &body).await.unwrap();
            if is_heard {
                assert_eq!(away.recv().await, Some(Haste::None), "the hint of the session");
            }
        }

        say(LOGIN_PATH, MANAGER, "PrepareForSleep", true).await;
        assert_eq!(away.recv().await, Some(Haste::Sleep));
        let end = tokio::task::spawn_blocking(move || hold.read(&mut [0])).await.unwrap().unwrap();
        assert_eq!(end, 0, "the machine may sleep now");
        say(LOGIN_PATH, MANAGER, "PrepareForSleep", false).await;
        assert!(holds.recv().await.is_some(), "the next sleep is held up again");
        assert!(away.try_recv().is_err(), "every sign is heard once, and nobody else's");
    }
}
