using System.Text;

namespace Azure.Data.Tables;

/// <summary>
/// The answers inside the answer to a transaction: <c>multipart/mixed</c> around one change set of <c>application/http</c> parts,
/// or around one single part when an action was refused.
/// </summary>
internal static class TransactionResponse
{
    private const string Multipart = "multipart/mixed";

    public static List<PartResponse> Parse(Response response)
    {
        var parts = new List<PartResponse>();
        Collect(response.Headers.ContentType ?? "", response.Content, parts);
        return parts;
    }

    private static void Collect(string contentType, ReadOnlySpan<byte> content, List<PartResponse> parts)
    {
        if (!contentType.StartsWith(Multipart, StringComparison.OrdinalIgnoreCase))
        {
            parts.Add(PartResponse.Parse(content));
            return;
        }

        var delimiter = Encoding.UTF8.GetBytes("--" + Boundary(contentType)).AsSpan();
        var at = content.IndexOf(delimiter);
        while (at >= 0)
        {
            var rest = content[(at + delimiter.Length)..];
            var length = rest.IndexOf(delimiter);
            if (length < 0)
                return;

            var part = rest[..length].TrimStart("\r\n"u8);
            var (headers, inner) = PartHeaders.Split(part);
            Collect(headers.GetValueOrDefault("Content-Type", ""), part[inner], parts);
            at += delimiter.Length + length;
        }
    }

    private static string Boundary(string contentType)
    {
        const string Name = "boundary=";
        var at = contentType.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            throw new InvalidOperationException("The answer to a transaction names no boundary.");

        return contentType[(at + Name.Length)..].Split(';')[0].Trim().Trim('"');
    }
}
