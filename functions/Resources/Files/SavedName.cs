using Pathway.Functions.Programme.Rules;

namespace Pathway.Functions.Resources.Files;

/// <summary>
/// The name a file is saved under: what a person sees of it is what it is. Without characters that show nothing or
/// turn the order of the others round, path separators, and the names that Windows keeps for its devices.
/// </summary>
public static class SavedName
{
    private const string Separators = "/\\:*?<>|";

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    public static string For(string fileName)
    {
        var name = string.Concat(
            VisibleText.Only(fileName).Select(letter => Separators.Contains(letter, StringComparison.Ordinal) ? '_' : letter))
            .Trim()
            .TrimEnd('.', ' ');
        var isDevice = Devices.Contains(name.Split('.')[0].TrimEnd());
        return name.Trim('.').Length == 0 ? "file" : isDevice ? "_" + name : name;
    }
}
