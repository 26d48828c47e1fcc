using Microsoft.AspNetCore.Http;

namespace Pathway.Functions.Http.Requests;

/// <summary>Whose page a browser sends a request from, as <c>Sec-Fetch-Site</c> says (Fetch Metadata Request Headers, W3C).</summary>
public static class SentFrom
{
    /// <summary>
    /// False where a page of somebody else's asks in the name of whoever is signed in. Browsers say so of every request they
    /// send; what does not come from one does not say it.
    /// </summary>
    public static bool OurPages(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none";
}
