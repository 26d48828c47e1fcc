using Pathway.LocalHost;

namespace Pathway.Local;

/// <summary>How many functions there are, in one line: <c>67 functions: 45 HTTP, 14 queue, 8 timer</c>.</summary>
internal static class FunctionCount
{
    public static string Describe(IReadOnlyList<FunctionDescription> functions)
    {
        var kinds = functions.CountBy(function => function.Kind)
            .OrderBy(kind => kind.Key)
            .Select(kind => $"{kind.Value} {Word(kind.Key)}");
        return $"{functions.Count} functions: {string.Join(", ", kinds)}";
    }

    private static string Word(TriggerKind kind) => kind switch
    {
        TriggerKind.Http => "HTTP",
        TriggerKind.Queue => "queue",
        _ => "timer",
    };
}
