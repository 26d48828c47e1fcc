using System.Security.Cryptography;
using Pathway.Local.Azurite;

namespace Pathway.Local;

/// <summary>Where a run keeps its state over restarts, or nothing: then all of it is in memory. One run at a time.</summary>
public sealed class DataFolder : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string? path;
    private readonly FileStream? taken;

    private DataFolder(string? path, FileStream? taken)
    {
        this.path = path;
        this.taken = taken;
    }

    /// <summary>Makes the folder if there is none, and holds it until disposed.</summary>
    /// <param name="path">Null: memory.</param>
    /// <exception cref="PrerequisiteException">It cannot be written to, or another run has it.</exception>
    public static DataFolder Open(string? path)
    {
        if (path is null)
            return new DataFolder(null, null);
        var file = Path.Combine(path, "run.lock");
        try
        {
            Directory.CreateDirectory(path);
            return new DataFolder(
                path,
                new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose));
        }
        catch (IOException held) when (File.Exists(file))
        {
            throw new PrerequisiteException(
                $"{path} is in use by another local run. Stop that one, or give --data another folder.", held);
        }
        catch (Exception failed) when (failed is IOException or UnauthorizedAccessException)
        {
            throw new PrerequisiteException(
                $"{path} cannot hold the data: {failed.Message} Give --data a folder that you may write to.", failed);
        }
    }

    /// <summary>The path of a file or folder in it; null in memory.</summary>
    public string? Within(string name) => path is null ? null : Path.Combine(path, name);

    /// <summary>Base64 of 32 bytes. Kept beside kept data, which could not be read again without it.</summary>
    public string RootKey() => Keep("root.key", () => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    /// <summary>The storage account under which the data is kept.</summary>
    /// <exception cref="PrerequisiteException">What is kept is no account.</exception>
    public AzuriteAccount Account()
    {
        // A folder from before accounts were kept was written under the one that every Azurite has.
        var isOlder = Directory.Exists(Within("azurite"));
        var kept = Keep(
            "storage.account", () => (isOlder ? AzuriteAccount.WellKnown : AzuriteAccount.Fresh()).ToSetting());
        return AzuriteAccount.Parse(kept)
            ?? throw new PrerequisiteException(
                $"{Within("storage.account")} does not read name:key, so the data beside it cannot be opened. "
                    + "Restore the file, or give --data another folder.");
    }

    public void Dispose() => taken?.Dispose();

    private string Keep(string name, Func<string> fresh)
    {
        if (Within(name) is not { } file)
            return fresh();
        if (!File.Exists(file))
        {
            // Half a key would lock the data in for good.
            var draft = file + ".new";
            var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = OwnerOnly;
            using (var writer = new StreamWriter(draft, options))
                writer.Write(fresh());
            File.Move(draft, file);
        }

        return File.ReadAllText(file);
    }
}
