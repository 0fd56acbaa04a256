//! A security key made of software: it answers as W3C Web Authentication, level 3, has a key answer, and lies when
//! it is told to.

use data_encoding::BASE64URL_NOPAD;
use p256::ecdsa::signature::Signer;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::Page;
use super::page::unescaped;

/// The origin that the stories' registry is known by, as the project's own `Rocket.toml` says.
pub(crate) const ORIGIN: &str = "http://localhost:8000";

/// A security key that has been, or will be, enrolled.
#[derive(Clone)]
pub(crate) struct Authenticator {
    pub(crate) key: SigningKey,
    pub(crate) id: [u8; 16],
    /// How often it says that it was used.
    pub(crate) counter: u32,
    /// Where the browser says that it is.
    pub(crate) origin: &'static str,
    /// Which domain the key is asked for.
    pub(crate) domain: &'static str,
    /// Whether its holder was verified, by PIN or finger.
    pub(crate) verified: bool,
}

const USER_PRESENT: u8 = 0x01;
const USER_VERIFIED: u8 = 0x04;
const NEW_CREDENTIAL: u8 = 0x40;

impl Authenticator {
    pub(crate) fn new() -> Self {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).expect("randomness");
        // No key is zero or above the order of the curve but by a chance that nobody has ever met.
        let key = SigningKey::from_slice(&secret).expect("a key");
        let mut id = [0; 16];
        getrandom::fill(&mut id).expect("randomness");
        Self { key, id, counter: 1, origin: ORIGIN, domain: "localhost", verified: true }
    }

    /// Its answer to the question that a page asks for a new key.
    pub(crate) fn creates(&self, page: &Page) -> String {
        let options = question(page, "data-passkey-create");
        let client = self.client_data("webauthn.create", &options);
        let mut data = self.authenticator_data(NEW_CREDENTIAL);
        data.extend([0; 16]);
        data.extend([0, 16]);
        data.extend(self.id);
        data.extend(self.cose_key());
        let mut object = vec![0xa3];
        text(&mut object, "fmt");
        text(&mut object, "none");
        text(&mut object, "attStmt");
        object.push(0xa0);
        text(&mut object, "authData");
        bytes(&mut object, &data);
        let response = json!({
            "clientDataJSON": BASE64URL_NOPAD.encode(&client),
            "attestationObject": BASE64URL_NOPAD.encode(&object),
            "transports": ["usb"],
        });
        self.credential(&response)
    }

    /// Its answer to the question of a page where one comes in.
    pub(crate) fn answers(&mut self, page: &Page) -> String {
        self.counter = self.counter.wrapping_add(1);
        let options = question(page, "data-passkey-get");
        let client = self.client_data("webauthn.get", &options);
        let data = self.authenticator_data(0);
        let mut signed = data.clone();
        signed.extend(Sha256::digest(&client));
        let signature: Signature = self.key.sign(&signed);
        let response = json!({
            "clientDataJSON": BASE64URL_NOPAD.encode(&client),
            "authenticatorData": BASE64URL_NOPAD.encode(&data),
            "signature": BASE64URL_NOPAD.encode(signature.to_der().as_bytes()),
            "userHandle": null,
        });
        self.credential(&response)
    }

    fn credential(&self, response: &Value) -> String {
        let id = BASE64URL_NOPAD.encode(&self.id);
        json!({
            "id": id, "rawId": id, "type": "public-key", "response": response, "clientExtensionResults": {},
        })
        .to_string()
    }

    fn client_data(&self, kind: &str, options: &Value) -> Vec<u8> {
        let challenge = options["challenge"].as_str().expect("a challenge");
        let data = json!({
            "type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": false,
        });
        data.to_string().into_bytes()
    }

    fn authenticator_data(&self, flags: u8) -> Vec<u8> {
        let mut data = Sha256::digest(self.domain).to_vec();
        data.push(USER_PRESENT | flags | if self.verified { USER_VERIFIED } else { 0 });
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// RFC 9053: EC2, ES256, P-256, with both coordinates.
    fn cose_key(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = (point.x().expect("a point"), point.y().expect("a point"));
        let mut key = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21];
        bytes(&mut key, x);
        key.push(0x22);
        bytes(&mut key, y);
        key
    }
}

/// What a page asks the browser, as the page's button holds it.
fn question(page: &Page, attribute: &str) -> Value {
    let (_, rest) = page.body.split_once(&format!("{attribute}=\"")).expect("a question for a key");
    let text = unescaped(rest.split('"').next().expect("it ends"));
    serde_json::from_str(&text).expect("it is JSON")
}

/// Whether a page asks for a key at all.
pub(crate) fn asks(page: &Page) -> bool {
    page.body.contains("data-passkey-get=\"")
}

fn text(out: &mut Vec<u8>, text: &str) {
    out.push(0x60 | u8::try_from(text.len()).expect("a short text"));
    out.extend(text.as_bytes());
}

fn bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    out.extend([0x58, u8::try_from(bytes.len()).expect("at most 255")]);
    out.extend(bytes);
}
