using System.Text.Json;

namespace Pathway.Chaos.Stack;

/// <summary>What a process that runs the app is told.</summary>
/// <param name="Worker">The app's dll.</param>
/// <param name="Port">Where it answers, the same over every start.</param>
/// <param name="Log">The least level that is written.</param>
internal sealed record AppStart(string Worker, string Storage, Uri Graph, int Port, string Log)
{
    /// <summary>Settings over the local ones.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    public static AppStart Parse(string text) => JsonSerializer.Deserialize<AppStart>(Convert.FromBase64String(text))!;

    public string ToArgument() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this));
}
