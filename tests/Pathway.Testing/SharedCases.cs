using Pathway.Local.Azurite;

namespace Pathway.Testing;

/// <summary>
/// The cases in <c>../shared/cases</c>; none where there is no such folder, and a test of them is skipped then.
/// </summary>
public static class SharedCases
{
    public const string Readme = "README";

    private static string Root => Path.Combine(Toolchain.Root, "..", "shared", "cases");

    public static bool AreThere => Directory.Exists(Root);

    /// <summary>The folder of one case, such as <c>41-pdf-leading-newline</c>; null where there is none.</summary>
    public static string? Folder(string name) =>
        Path.Combine(Root, name) is var folder && Directory.Exists(folder) ? folder : null;

    /// <summary>Those whose name has one of the words between its hyphens.</summary>
    public static IReadOnlyList<SharedCase> With(params string[] words) => !AreThere
        ? []
        :
        [
            .. from folder in Directory.EnumerateDirectories(Root).Order(StringComparer.Ordinal)
               let name = Path.GetFileName(folder)
               where name.Split('-').Intersect(words, StringComparer.Ordinal).Any()
                   && File.Exists(Path.Combine(folder, Readme))
               select new SharedCase(
                   name[(name.IndexOf('-', StringComparison.Ordinal) + 1)..],
                   folder,
                   File.ReadLines(Path.Combine(folder, Readme)).FirstOrDefault() ?? ""),
        ];
}
