//! How the body of a request is read: to its end, if that is neither too far away nor too slow in coming.

use std::time::Duration;

use rocket::data::{ByteUnit, Data, ToByteUnit};
use rocket::http::Status;
use rocket::tokio::io::AsyncReadExt;
use rocket::tokio::time::timeout;
use zeroize::Zeroizing;

/// How much more of a body that is too large is read and thrown away, in KiB. A browser shows no answer before it
/// has sent all it has to send, and the connection ends where nobody reads.
const THROWN_AWAY: u32 = 2048;

/// How long a whole body may take. The largest form comes in time by 30 kB a second; whoever sends a letter now and
/// then does not. A proxy cannot say this of bodies, only of headers.
const PATIENCE: Duration = Duration::from_secs(10);

/// The body of `data` if it is no larger than `limit`, in a buffer that wipes itself.
pub(super) async fn read(data: Data<'_>, limit: ByteUnit) -> Result<Zeroizing<Vec<u8>>, Status> {
    timeout(PATIENCE, read_to_end(data, limit)).await.unwrap_or(Err(Status::RequestTimeout))
}

/// Reads a body that nobody wants, so that its sender sees the answer: a connection that is closed on what was sent
/// takes the answer with it.
pub(super) async fn throw_away(data: Data<'_>) {
    let _: Result<_, Status> = read(data, ByteUnit::Byte(0)).await;
}

async fn read_to_end(data: Data<'_>, limit: ByteUnit) -> Result<Zeroizing<Vec<u8>>, Status> {
    let mut stream = data.open(limit + THROWN_AWAY.kibibytes());
    let limit = usize::try_from(limit.as_u64()).unwrap_or(usize::MAX);
    // At its full length from the start: a buffer that grows leaves copies of what was typed behind.
    let mut body = Zeroizing::new(Vec::with_capacity(limit));
    let mut piece = Zeroizing::new([0; 8 * 1024]);
    let mut too_large = false;
    loop {
        let read = stream.read(piece.as_mut_slice()).await.map_err(|_| Status::BadRequest)?;
        if read == 0 {
            break;
        }
        too_large |= body.len() + read > limit;
        if !too_large {
            body.extend_from_slice(&piece[..read]);
        }
    }
    if too_large { Err(Status::PayloadTooLarge) } else { Ok(body) }
}
