namespace Pathway.Testing;

/// <summary>Files as people really send them, kept beside the repository where there are any; without them a test has nothing to try.</summary>
public static class SharedCases
{
    /// <summary>The folder of one case, such as <c>41-pdf-leading-newline</c>; null where there is none.</summary>
    public static string? Folder(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Pathway.Functions.sln")))
            root = root.Parent;
        var folder = root?.Parent is { } beside ? Path.Combine(beside.FullName, "shared", "cases", name) : null;
        return Directory.Exists(folder) ? folder : null;
    }
}
