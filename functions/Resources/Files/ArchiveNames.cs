using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Resources.Files;

/// <summary>What the name of an entry says against an archive.</summary>
internal static class ArchiveNames
{
    private static readonly HashSet<string> Programs = new(StringComparer.OrdinalIgnoreCase)
    {
        ".exe", ".dll", ".com", ".scr", ".pif", ".cpl", ".msi", ".msp", ".msix", ".appx", ".bat", ".cmd", ".ps1",
        ".psm1", ".vbs", ".vbe", ".jse", ".wsf", ".wsh", ".hta", ".jar", ".class",
        ".apk", ".ipa", ".lnk", ".url", ".scf", ".reg", ".sh", ".command", ".app", ".dmg", ".pkg", ".iso", ".img",
        ".vhd", ".vhdx", ".deb", ".rpm", ".xll", ".chm",
    };

    private static readonly HashSet<string> MacroDocuments = new(StringComparer.OrdinalIgnoreCase)
    {
        ".docm", ".dotm", ".xlsm", ".xltm", ".xlam", ".xlsb", ".pptm", ".potm", ".ppsm", ".ppam", ".doc", ".xls",
        ".ppt",
    };

    private static readonly HashSet<string> ClosedArchives = new(
        StringComparer.OrdinalIgnoreCase) { ".7z", ".rar", ".gz", ".tgz", ".bz2", ".xz", ".tar", ".cab" };

    public static string? Fault(ZipEntry entry)
    {
        var (name, shown, ending) = (entry.Name, Shown(entry.Name), Path.GetExtension(VisibleText.Only(entry.Name)).TrimEnd(' ', '.'));
        return entry.IsEncrypted ? "The archive is protected with a password, so that nobody can look into it."
            : name.StartsWith('/')
                || name is [_, ':', ..]
                || name.Split('/').Contains("..") ? $"The archive would write outside its folder: {shown}."
            : Programs.Contains(ending) ? $"The archive holds a program: {shown}."
            : MacroDocuments.Contains(ending) || Path
                .GetFileName(name)
                .Contains(
                    "vbaProject",
                    StringComparison.OrdinalIgnoreCase) ? $"The file holds macros, or a document that can: {shown}."
            : ClosedArchives.Contains(ending) ? $"The archive holds another archive that cannot be looked into: {shown}."
            : null;
    }

    public static string Shown(string name) =>
        VisibleText.Only(name) is { Length: > 80 } visible ? visible[..80] : VisibleText.Only(name);
}
