//! The `age` file format (age-encryption.org/v1) with a passphrase, so that an archive of ours is
//! opened by the standard tool on a machine that has never seen this program.
//!
//! Written here and not taken from a crate, because the one there is carries curves, post-quantum
//! keys and a translation system for one recipient and one stream. What comes out is checked
//! against the standard tool, and what comes in against a file that it made.

use crate::error::VaultError;
use crate::secret::make_random_bytes;
use aead_stream::{DecryptorBE32, EncryptorBE32};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use chacha20poly1305::aead::Aead as _;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _};
use hkdf::Hkdf;
use hmac::{Hmac, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use sha2::Sha256;
use std::io::{self, Read, Write};
use zeroize::{Zeroize as _, Zeroizing};

const VERSION: &str = "age-encryption.org/v1";
const SCRYPT_LABEL: &[u8] = b"age-encryption.org/v1/scrypt";
const CHUNK_BYTES: usize = 64 * 1024;
const TAG_BYTES: usize = 16;
/// The stream's nonce is a counter alone; what a chunk cipher keeps for a random part is zero.
const STREAM_PREFIX: [u8; 7] = [0; 7];
/// The standard tool's own choice: about a second and 256 MiB.
const WORK_FACTOR: u8 = 18;
/// More is refused when reading: 1 GiB is what any machine that runs the window has.
const WORK_FACTOR_MAX: u8 = 20;
/// A header with a passphrase has three lines; a longer one is not ours to read.
const HEADER_BYTES_MAX: usize = 1024;

type FileKey = Zeroizing<[u8; 16]>;

/// Encrypts what is written to it. [`Writer::finish`] must be called, or the file is cut.
pub(crate) struct Writer<W: Write> {
    out: W,
    encryptor: EncryptorBE32<ChaCha20Poly1305>,
    chunk: Zeroizing<Vec<u8>>,
}

impl<W: Write> Writer<W> {
    /// Writes the header. Blocks for the time of the work factor.
    pub(crate) fn new(out: W, passphrase: &SecretString) -> Result<Self, VaultError> {
        Self::with_work_factor(out, passphrase, WORK_FACTOR)
    }

    /// Writes the header at another cost, which is written into it too.
    pub(crate) fn with_work_factor(
        mut out: W,
        passphrase: &SecretString,
        factor: u8,
    ) -> Result<Self, VaultError> {
        let file_key: FileKey = Zeroizing::new(make_random_bytes()?);
        let salt: [u8; 16] = make_random_bytes()?;
        let outer = stretch(passphrase, &salt, factor)?;
        let body =
            outer.encrypt(&[0; 12].into(), file_key.as_slice()).map_err(|_| VaultError::CipherUnavailable)?;
        let unsealed = format!(
            "{VERSION}\n-> scrypt {} {factor}\n{}\n---",
            STANDARD_NO_PAD.encode(salt),
            STANDARD_NO_PAD.encode(body)
        );
        let seal = header_mac(&file_key, unsealed.as_bytes())?.finalize().into_bytes();
        let nonce: [u8; 16] = make_random_bytes()?;
        let header = format!("{unsealed} {}\n", STANDARD_NO_PAD.encode(seal));
        out.write_all(header.as_bytes()).map_err(VaultError::io("writing an archive"))?;
        out.write_all(&nonce).map_err(VaultError::io("writing an archive"))?;
        let encryptor = EncryptorBE32::from_aead(payload_cipher(&file_key, &nonce)?, &STREAM_PREFIX.into());
        Ok(Self { out, encryptor, chunk: Zeroizing::new(Vec::with_capacity(CHUNK_BYTES)) })
    }

    /// Writes the last chunk and returns what was written to.
    pub(crate) fn finish(mut self) -> Result<W, VaultError> {
        let sealed =
            self.encryptor.encrypt_last(self.chunk.as_slice()).map_err(|_| VaultError::CipherUnavailable)?;
        self.out.write_all(&sealed).map_err(VaultError::io("writing an archive"))?;
        Ok(self.out)
    }
}

impl<W: Write> Write for Writer<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // A full chunk is kept until more comes: only then is it known not to be the last.
        if self.chunk.len() == CHUNK_BYTES && !bytes.is_empty() {
            let sealed = self
                .encryptor
                .encrypt_next(self.chunk.as_slice())
                .map_err(|_| io::Error::other("the stream is too long"))?;
            self.out.write_all(&sealed)?;
            self.chunk.zeroize();
        }
        let taken = bytes.len().min(CHUNK_BYTES - self.chunk.len());
        self.chunk.extend(bytes.iter().take(taken));
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Decrypts what is read from it. An end before the last chunk is an error, never a short file.
pub(crate) struct Reader<R: Read> {
    from: R,
    decryptor: Option<DecryptorBE32<ChaCha20Poly1305>>,
    /// Bytes read ahead of the chunk: what tells the last chunk from the others.
    sealed: Vec<u8>,
    plain: Zeroizing<Vec<u8>>,
    taken: usize,
}

impl<R: Read> Reader<R> {
    /// Reads the header. Blocks for the time of the work factor that it asks for, within bounds.
    pub(crate) fn new(mut from: R, passphrase: &SecretString) -> Result<Self, VaultError> {
        let header = Header::read(&mut from)?;
        let outer = stretch(passphrase, &header.salt, header.factor)?;
        let opened = outer.decrypt(&[0; 12].into(), header.body.as_slice()).map(Zeroizing::new);
        let opened = opened.map_err(|_| VaultError::WrongPassphrase)?;
        let file_key: FileKey = Zeroizing::new(opened.as_slice().try_into().map_err(|_| damaged())?);
        header_mac(&file_key, &header.unsealed)?.verify_slice(&header.seal).map_err(|_| damaged())?;
        let mut nonce = [0; 16];
        from.read_exact(&mut nonce).map_err(|_| damaged())?;
        let decryptor = DecryptorBE32::from_aead(payload_cipher(&file_key, &nonce)?, &STREAM_PREFIX.into());
        Ok(Self {
            from,
            decryptor: Some(decryptor),
            sealed: Vec::with_capacity(CHUNK_BYTES + TAG_BYTES + 1),
            plain: Zeroizing::new(Vec::new()),
            taken: 0,
        })
    }

    /// Decrypts the next chunk; false after the last.
    fn next_chunk(&mut self) -> io::Result<bool> {
        let Some(mut decryptor) = self.decryptor.take() else { return Ok(false) };
        let cut = || io::Error::new(io::ErrorKind::InvalidData, "damaged or cut");
        // One byte more than a chunk is there unless it is the last.
        let missing = (CHUNK_BYTES + TAG_BYTES + 1).saturating_sub(self.sealed.len());
        (&mut self.from).take(missing as u64).read_to_end(&mut self.sealed)?;
        self.taken = 0;
        if self.sealed.len() > CHUNK_BYTES + TAG_BYTES {
            let ahead = self.sealed.split_off(CHUNK_BYTES + TAG_BYTES);
            self.plain = Zeroizing::new(decryptor.decrypt_next(self.sealed.as_slice()).map_err(|_| cut())?);
            self.sealed = ahead;
            self.decryptor = Some(decryptor);
        } else {
            self.plain = Zeroizing::new(decryptor.decrypt_last(self.sealed.as_slice()).map_err(|_| cut())?);
            self.sealed.clear();
        }
        Ok(true)
    }
}

impl<R: Read> Read for Reader<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.plain.len() {
            if !self.next_chunk()? {
                return Ok(0);
            }
        }
        let rest = self.plain.get(self.taken..).unwrap_or_default();
        let count = rest.len().min(into.len());
        for (to, byte) in into.iter_mut().zip(rest) {
            *to = *byte;
        }
        self.taken += count;
        Ok(count)
    }
}

/// What the header of a file says.
struct Header {
    salt: [u8; 16],
    factor: u8,
    body: Vec<u8>,
    unsealed: Vec<u8>,
    seal: Vec<u8>,
}

impl Header {
    fn read(from: &mut impl Read) -> Result<Self, VaultError> {
        let mut text = Vec::new();
        let mut lines = 0;
        // Byte by byte, because what follows the header belongs to the stream.
        while lines < 4 {
            let mut byte = [0];
            from.read_exact(&mut byte).map_err(|_| damaged())?;
            text.push(byte[0]);
            lines += usize::from(byte[0] == b'\n');
            if text.len() > HEADER_BYTES_MAX {
                return Err(damaged());
            }
        }
        let text = String::from_utf8(text).map_err(|_| damaged())?;
        Self::parse(&text).ok_or_else(damaged)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.split('\n');
        if lines.next()? != VERSION {
            return None;
        }
        let mut stanza = lines.next()?.strip_prefix("-> scrypt ")?.split(' ');
        let salt = STANDARD_NO_PAD.decode(stanza.next()?).ok()?.try_into().ok()?;
        let factor: u8 = stanza.next()?.parse().ok()?;
        let body = STANDARD_NO_PAD.decode(lines.next()?).ok()?;
        let seal = STANDARD_NO_PAD.decode(lines.next()?.strip_prefix("--- ")?).ok()?;
        if !(1..=WORK_FACTOR_MAX).contains(&factor) || stanza.next().is_some() {
            return None;
        }
        let (unsealed, _) = text.rsplit_once(' ')?;
        Some(Self { salt, factor, body, unsealed: unsealed.as_bytes().to_vec(), seal })
    }
}

/// What is said of a file that is none of ours or was changed.
const fn damaged() -> VaultError {
    VaultError::ArchiveDamaged { what: "not an archive of this kind, or cut, or changed" }
}

fn stretch(passphrase: &SecretString, salt: &[u8; 16], factor: u8) -> Result<ChaCha20Poly1305, VaultError> {
    let params = scrypt::Params::new(factor, 8, 1).map_err(|_| VaultError::KdfOutOfBounds)?;
    let mut key = Zeroizing::new([0; 32]);
    // EXPOSE: the passphrase goes into the key derivation. The standard tool takes its bytes as
    // typed, so they are not normalised here.
    scrypt::scrypt(
        passphrase.expose_secret().as_bytes(),
        &[SCRYPT_LABEL, salt].concat(),
        &params,
        key.as_mut_slice(),
    )
    .map_err(|_| VaultError::KdfOutOfBounds)?;
    Ok(ChaCha20Poly1305::new(&(*key).into()))
}

fn header_mac(file_key: &FileKey, unsealed: &[u8]) -> Result<Hmac<Sha256>, VaultError> {
    let key = expand(file_key, &[], b"header")?;
    let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(key.as_slice())
        .map_err(|_| VaultError::CipherUnavailable)?;
    mac.update(unsealed);
    Ok(mac)
}

fn payload_cipher(file_key: &FileKey, nonce: &[u8; 16]) -> Result<ChaCha20Poly1305, VaultError> {
    let key = expand(file_key, nonce, b"payload")?;
    Ok(ChaCha20Poly1305::new(&(*key).into()))
}

fn expand(file_key: &FileKey, salt: &[u8], label: &[u8]) -> Result<Zeroizing<[u8; 32]>, VaultError> {
    let mut key = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(Some(salt), file_key.as_slice())
        .expand(label, key.as_mut_slice())
        .map_err(|_| VaultError::CipherUnavailable)?;
    Ok(key)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests fail by panicking")]
mod tests {
    use super::{CHUNK_BYTES, Reader, Writer};
    use crate::error::VaultError;
    use secrecy::SecretString;
    use std::io::{Read as _, Write as _};

    fn passphrase() -> SecretString {
        SecretString::from("tavoki-renuda")
    }

    fn seal(content: &[u8]) -> Vec<u8> {
        let mut writer = Writer::with_work_factor(Vec::new(), &passphrase(), 2).unwrap();
        for part in content.chunks(1000) {
            writer.write_all(part).unwrap();
        }
        writer.finish().unwrap()
    }

    fn open(sealed: &[u8]) -> Option<Vec<u8>> {
        let mut content = Vec::new();
        Reader::new(sealed, &passphrase()).ok()?.read_to_end(&mut content).ok()?;
        Some(content)
    }

    #[test]
    fn contents_of_every_length_around_a_chunk_come_back() {
        for length in
            [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 2 * CHUNK_BYTES + 9]
        {
            let content: Vec<u8> = (0..length).map(|at| u8::try_from(at % 251).unwrap()).collect();
            assert_eq!(open(&seal(&content)).unwrap(), content, "length {length}");
        }
    }

    #[test]
    fn flips_and_cuts_are_never_read_as_a_shorter_file() {
        let sealed = seal(&vec![7; 2 * CHUNK_BYTES + 100]);
        for position in (0..sealed.len()).step_by(613).chain(0..200) {
            let mut flipped = sealed.clone();
            flipped[position] ^= 1;
            assert!(open(&flipped).is_none(), "flip at {position}");
        }
        let stream = sealed.len() - 100 - 3 * 16 - 2 * CHUNK_BYTES;
        for length in
            [0, 10, stream, stream + CHUNK_BYTES + 16, stream + 2 * (CHUNK_BYTES + 16), sealed.len() - 1]
        {
            assert!(open(&sealed[..length]).is_none(), "cut to {length}");
        }
        let mut longer = sealed.clone();
        longer.push(0);
        assert!(open(&longer).is_none(), "bytes after the end");
    }

    #[test]
    fn a_wrong_passphrase_is_told_from_damage_and_a_hostile_cost_is_refused() {
        let sealed = seal(b"x");
        let wrong = Reader::new(sealed.as_slice(), &SecretString::from("other")).err();
        assert!(matches!(wrong, Some(VaultError::WrongPassphrase)));
        let text = String::from_utf8_lossy(&sealed).replacen(" 2\n", " 63\n", 1).into_bytes();
        let refused = Reader::new(text.as_slice(), &passphrase()).err();
        assert!(matches!(refused, Some(VaultError::ArchiveDamaged { .. })));
    }
}
