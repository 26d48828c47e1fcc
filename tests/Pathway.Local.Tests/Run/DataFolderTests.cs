using Pathway.Local.Azurite;

namespace Pathway.Local.Tests.Run;

public sealed class DataFolderTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("data-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void Keeps_the_account_and_the_root_key_for_the_next_run()
    {
        AzuriteAccount account;
        string key;
        using (var first = DataFolder.Open(folder.FullName))
            (account, key) = (first.Account(), first.RootKey());

        using var second = DataFolder.Open(folder.FullName);

        Assert.Equal(account, second.Account());
        Assert.Equal(key, second.RootKey());
    }

    [Fact]
    public void Two_runs_have_two_accounts()
    {
        using var first = DataFolder.Open(null);
        using var second = DataFolder.Open(null);

        Assert.NotEqual(first.Account().Name, second.Account().Name);
        Assert.NotEqual(first.Account().Key, second.Account().Key);
    }

    [Fact]
    public void Data_from_before_accounts_were_kept_is_read_with_the_account_it_was_written_with()
    {
        folder.CreateSubdirectory("azurite");
        using var data = DataFolder.Open(folder.FullName);

        Assert.Equal(AzuriteAccount.WellKnown, data.Account());
    }

    [Fact]
    public void A_second_run_on_the_same_folder_is_told_so()
    {
        using var first = DataFolder.Open(folder.FullName);

        var refused = Assert.Throws<PrerequisiteException>(() => DataFolder.Open(folder.FullName));

        Assert.Contains("in use by another local run", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_that_is_a_file_is_said_to_be_no_place_for_data()
    {
        var file = Path.Combine(folder.FullName, "file");
        File.WriteAllText(file, "");

        var refused = Assert.Throws<PrerequisiteException>(() => DataFolder.Open(file));

        Assert.Contains("cannot hold the data", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_account_is_not_replaced()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "storage.account"), "half");
        using var data = DataFolder.Open(folder.FullName);

        Assert.Throws<PrerequisiteException>(data.Account);
        Assert.Equal("half", File.ReadAllText(Path.Combine(folder.FullName, "storage.account")));
    }
}
