using Pathway.Local.Azurite;

namespace Pathway.Infra.Tests.Compiler;

/// <summary>The repository's <c>infra/</c>, or a copy of it in which something was changed.</summary>
public sealed class InfraFolder : IDisposable
{
    private readonly bool copied;

    private InfraFolder(string path, bool copied) => (Path, this.copied) = (path, copied);

    public static InfraFolder Genuine { get; } = new(System.IO.Path.Combine(Toolchain.Root, "infra"), copied: false);

    /// <summary>The parameter sets under <c>checks/</c>.</summary>
    public static IReadOnlyList<string> Sets { get; } =
        [.. Directory.EnumerateFiles(Genuine.File("checks"), "*.bicepparam").Select(file => System.IO.Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    public string Path { get; }

    public string Main => File("main.bicep");

    public IEnumerable<string> Sources => Directory.EnumerateFiles(Path, "*.bicep*", SearchOption.AllDirectories)
        .Where(
            file => file.EndsWith(".bicep", StringComparison.Ordinal) || file.EndsWith(".bicepparam", StringComparison.Ordinal));

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string Parameters(string set) => File(System.IO.Path.Combine("checks", $"{set}.bicepparam"));

    /// <summary>A copy in which each old text, which must be there, reads as the new one.</summary>
    public static InfraFolder With(params (string File, string Old, string Changed)[] edits)
    {
        var copy = new InfraFolder(Directory.CreateTempSubdirectory("infra-").FullName, copied: true);
        foreach (var file in Genuine.Sources.Append(Genuine.File("bicepconfig.json")).Append(Genuine.File("workbook.json")))
        {
            var target = copy.File(System.IO.Path.GetRelativePath(Genuine.Path, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            System.IO.File.Copy(file, target);
        }

        foreach (var (name, old, changed) in edits)
        {
            var text = System.IO.File.ReadAllText(copy.File(name));
            Assert.Contains(old, text, StringComparison.Ordinal);
            System.IO.File.WriteAllText(copy.File(name), text.Replace(old, changed, StringComparison.Ordinal));
        }

        return copy;
    }

    public void Dispose()
    {
        if (copied)
            Directory.Delete(Path, recursive: true);
    }
}
