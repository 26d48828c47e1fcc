using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Pathway.Functions.Programme;

namespace Pathway.Functions.Resources.Uploads;

/// <summary>
/// The word that tells one request for an upload from every other: random, or made from the caller's <c>Idempotency-Key</c>
/// (draft-ietf-httpapi-idempotency-key-header), so that who got no answer can ask again and find what the first request made.
/// </summary>
public static class UploadWord
{
    private const string Header = "Idempotency-Key";
    private const int Bytes = 15;

    public static string For(HttpRequest request) => Base32.Encode(
        request.Headers[Header].ToString() is { Length: > 0 } key
            ? SHA256.HashData(Encoding.UTF8.GetBytes(key)).AsSpan(0, Bytes)
            : RandomNumberGenerator.GetBytes(Bytes));
}
