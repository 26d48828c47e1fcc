using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pathway.GraphSimulator;

/// <summary>One Graph request as it came and as it was answered.</summary>
/// <param name="N">Counts from 1 in the order of the answers.</param>
/// <param name="Dropped">The connection was broken before the answer.</param>
public sealed record JournalEntry(
    long N, DateTimeOffset At, string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers,
    JsonNode? Body, int Status, JsonNode? Response, bool Dropped);

/// <summary>Every Graph request, oldest first. Bodies of the oldest go when they would outgrow the budget.</summary>
internal sealed class Journal
{
    private const long BodyBudget = 256L * 1024 * 1024;

    private readonly Lock gate = new();
    private readonly List<Line> lines = [];
    private int firstWithBodies;
    private long bodyBytes;

    private sealed record Line(JournalEntry Entry, byte[]? Body, byte[]? Response);

    public int Count
    {
        get
        {
            lock (gate)
                return lines.Count;
        }
    }

    public void Add(JournalEntry entry, string? body, string? response)
    {
        var line = new Line(entry, Bytes(body), Bytes(response));
        lock (gate)
        {
            lines.Add(line with { Entry = entry with { N = lines.Count + 1 } });
            bodyBytes += Size(line);
            for (; bodyBytes > BodyBudget && firstWithBodies < lines.Count; firstWithBodies++)
            {
                bodyBytes -= Size(lines[firstWithBodies]);
                lines[firstWithBodies] = lines[firstWithBodies] with { Body = null, Response = null };
            }
        }
    }

    public IReadOnlyList<JournalEntry> After(long n)
    {
        Line[] found;
        lock (gate)
            found = [.. lines.Skip((int)Math.Clamp(n, 0, lines.Count))];
        return [.. found.Select(line => line.Entry with { Body = Node(line.Body), Response = Node(line.Response) })];
    }

    public IReadOnlyList<JournalEntry> Latest(int count)
    {
        lock (gate)
            return [.. lines.TakeLast(count).Select(line => line.Entry)];
    }

    public void Clear()
    {
        lock (gate)
        {
            lines.Clear();
            (firstWithBodies, bodyBytes) = (0, 0);
        }
    }

    private static byte[]? Bytes(string? text) => string.IsNullOrEmpty(text) ? null : Encoding.UTF8.GetBytes(text);

    private static long Size(Line line) => (line.Body?.Length ?? 0) + (line.Response?.Length ?? 0);

    /// <summary>JSON as JSON, anything else as the text it was.</summary>
    private static JsonNode? Node(byte[]? bytes)
    {
        try
        {
            return bytes is null ? null : JsonNode.Parse(bytes);
        }
        catch (JsonException)
        {
            return JsonValue.Create(Encoding.UTF8.GetString(bytes!));
        }
    }
}
