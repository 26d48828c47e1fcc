using System.Text;

namespace Azure.Data.Tables;

internal static class PartHeaders
{
    /// <summary>Header lines up to an empty one, and what follows it. Lines end in CRLF, or in LF alone as some emulators write.</summary>
    public static (Dictionary<string, string> Headers, Range Content) Split(ReadOnlySpan<byte> text)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var at = 0;
        while (at < text.Length)
        {
            var length = text[at..].IndexOf((byte)'\n');
            var line = text.Slice(at, length < 0 ? text.Length - at : length).Trim("\r "u8);
            at = length < 0 ? text.Length : at + length + 1;
            if (line.IsEmpty)
                break;

            var colon = line.IndexOf((byte)':');
            if (colon > 0)
                headers[Encoding.UTF8.GetString(line[..colon])] = Encoding.UTF8.GetString(line[(colon + 1)..].Trim((byte)' '));
        }

        return (headers, at..);
    }
}
