namespace Pathway.Functions.Activities.Import;

internal static class Text
{
    /// <summary>A title: what is broken over lines is one line.</summary>
    public static string? OneLine(string? text) =>
        text is null ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
