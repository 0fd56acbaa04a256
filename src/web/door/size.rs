use rocket::http::Method;
use rocket::request::Request;

use super::Refusal;

/// All headers of a request together. Browsers send one or two thousand bytes; the web's servers allow 8 to 16 KiB.
/// More than a hundred of them the connection refuses before anybody hears of it.
const MOST_HEADER_BYTES: usize = 16 * 1024;

/// What can be said of a request's size before its body is read; the guards of bodies say the rest.
pub(super) fn judge(request: &Request<'_>) -> Result<(), Refusal> {
    let headers = request.headers();
    // As they came: name, colon, space, value, end of line.
    let bytes: usize =
        headers.iter().map(|header| header.name().as_str().len() + header.value().len() + 4).sum();
    let address = request.uri().path().as_str().len() + request.uri().query().map_or(0, |q| q.as_str().len());
    if bytes + address > MOST_HEADER_BYTES {
        return Err(Refusal::Headers);
    }
    let sends = headers.contains("Transfer-Encoding")
        || headers.get("Content-Length").any(|length| length.trim() != "0");
    let may_send = !matches!(request.method(), Method::Get | Method::Head);
    // A compressed body is small until it is opened. No browser sends one.
    if (sends && !may_send) || headers.contains("Content-Encoding") {
        return Err(Refusal::Body);
    }
    Ok(())
}
