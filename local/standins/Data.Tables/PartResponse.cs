using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>The answer to one action of a transaction.</summary>
internal sealed class PartResponse(int status, string reasonPhrase, Dictionary<string, string> headers, byte[] body) : Response
{
    public override int Status { get; } = status;

    public override string ReasonPhrase { get; } = reasonPhrase;

    public override Stream? ContentStream { get; set; } = new MemoryStream(body, 0, body.Length, writable: false, publiclyVisible: true);

    public override string ClientRequestId { get; set; } = "";

    /// <param name="http">A status line, headers, an empty line and a body.</param>
    public static PartResponse Parse(ReadOnlySpan<byte> http)
    {
        var lineEnd = http.IndexOf((byte)'\n');
        var words = Encoding.UTF8.GetString(http[..Math.Max(lineEnd, 0)]).Trim().Split(' ', 3);
        if (words.Length < 2 || !int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var status))
            throw new InvalidOperationException("The answer to a transaction has a part without a status line.");

        var rest = http[(lineEnd + 1)..];
        var (headers, content) = PartHeaders.Split(rest);
        return new PartResponse(status, words.Length > 2 ? words[2] : "", headers, rest[content].TrimEnd("\r\n"u8).ToArray());
    }

    public override void Dispose() => ContentStream?.Dispose();

    protected override bool ContainsHeader(string name) => headers.ContainsKey(name);

    protected override IEnumerable<HttpHeader> EnumerateHeaders() => headers.Select(header => new HttpHeader(header.Key, header.Value));

    protected override bool TryGetHeader(string name, [NotNullWhen(true)] out string? value) => headers.TryGetValue(name, out value);

    protected override bool TryGetHeaderValues(string name, [NotNullWhen(true)] out IEnumerable<string>? values)
    {
        values = headers.TryGetValue(name, out var value) ? [value] : null;
        return values is not null;
    }
}
