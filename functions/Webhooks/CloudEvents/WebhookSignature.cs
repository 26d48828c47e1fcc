using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace Pathway.Functions.Webhooks.CloudEvents;

/// <summary>
/// Standard Webhooks (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md): the signed
/// content is <c>id.timestamp.body</c> over the raw bytes. Every token is tried; a malformed one or one of a version not
/// known here does not stop the search for a good one.
/// </summary>
public readonly record struct WebhookSignature(string? Id, string? Timestamp, string? Signatures)
{
    public const string IdHeader = "webhook-id";
    public const string TimestampHeader = "webhook-timestamp";
    public const string SignatureHeader = "webhook-signature";

    public static readonly TimeSpan Tolerance = TimeSpan.FromSeconds(300);

    public const int MaxIdLength = 256;

    // An ed25519 check costs a hundred times the others: a list of hundreds would be a way to keep the app busy.
    private const int MaxKeyPairTokens = 16;

    /// <summary>Whether the call means to be signed.</summary>
    public static bool IsIn(IHeaderDictionary headers) =>
        headers.ContainsKey(SignatureHeader) || headers.ContainsKey(TimestampHeader);

    public static WebhookSignature From(IHeaderDictionary headers) =>
        new(headers[IdHeader], headers[TimestampHeader], headers[SignatureHeader]);

    /// <summary>Checks everything but the keys: what must be well-formed and in time.</summary>
    public SignatureVerdict CheckHeaders(DateTimeOffset now)
    {
        if (string.IsNullOrEmpty(Id) || string.IsNullOrEmpty(Timestamp) || string.IsNullOrEmpty(Signatures))
            return SignatureVerdict.HeaderMissing;

        // A dot in the id would let one signature stand for two readings of the signed content.
        if (Id.Length > MaxIdLength || Id.Contains('.', StringComparison.Ordinal))
            return SignatureVerdict.IdMalformed;
        if (!long.TryParse(Timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return SignatureVerdict.TimestampMalformed;
        var distance = (Int128)seconds - now.ToUnixTimeSeconds();
        return distance >= -(long)Tolerance.TotalSeconds && distance <= (long)Tolerance.TotalSeconds
            ? SignatureVerdict.Valid
            : SignatureVerdict.TimestampTooFar;
    }

    /// <summary>Whether one of the <c>v1</c> tokens was made with this key over this body.</summary>
    public bool IsMadeWith(ReadOnlySpan<byte> key, ReadOnlySpan<byte> body)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        using (var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key))
        {
            mac.AppendData(Prefix());
            mac.AppendData(body);
            mac.GetHashAndReset(expected);
        }

        Span<byte> token = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var found = false;
        foreach (var range in Tokens())
        {
            // No early end: how long it takes says nothing about which token was good.
            if (TryDecode(Signatures.AsSpan()[range], "v1,", token))
                found |= CryptographicOperations.FixedTimeEquals(token, expected);
        }

        return found;
    }

    /// <summary>
    /// Whether one of the first 16 <c>v1a</c> tokens is an ed25519 signature by the owner of this public key over this body.
    /// </summary>
    public bool IsSignedBy(byte[] publicKey, ReadOnlySpan<byte> body)
    {
        var signature = new byte[Ed25519.SignatureSize];
        var (message, tried) = ((byte[]?)null, 0);
        foreach (var range in Tokens())
        {
            if (!TryDecode(Signatures.AsSpan()[range], "v1a,", signature))
                continue;
            if (++tried > MaxKeyPairTokens)
                return false;
            message ??= [.. Prefix(), .. body];
            if (Ed25519.Verify(signature, 0, publicKey, 0, message, 0, message.Length))
                return true;
        }

        return false;
    }

    private byte[] Prefix() => Encoding.UTF8.GetBytes($"{Id}.{Timestamp}.");

    private IEnumerable<Range> Tokens()
    {
        var (signatures, start) = (Signatures!, 0);
        while (start < signatures.Length)
        {
            var end = signatures.IndexOf(' ', start);
            end = end < 0 ? signatures.Length : end;
            if (end > start)
                yield return start..end;
            start = end + 1;
        }
    }

    private static bool TryDecode(ReadOnlySpan<char> token, string version, Span<byte> signature)
    {
        if (!token.StartsWith(version, StringComparison.Ordinal))
            return false;
        var text = token[version.Length..];
        Span<byte> ascii = stackalloc byte[Base64.GetMaxEncodedToUtf8Length(signature.Length)];
        return text.Length == ascii.Length
            && Ascii.FromUtf16(text, ascii, out _) == OperationStatus.Done
            && Base64.DecodeFromUtf8(ascii, signature, out _, out var written) == OperationStatus.Done
            && written == signature.Length;
    }
}
