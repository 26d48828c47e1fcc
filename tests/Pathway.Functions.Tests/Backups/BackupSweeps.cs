using Pathway.Testing;

namespace Pathway.Functions.Tests.Backups;

/// <summary>A backup, and a restore, with each of their calls failing once in each way.</summary>
public sealed class BackupSweeps(ITestOutputHelper output)
{
    [Fact]
    public Task A_backup_ends_whole_whatever_fails() => FaultSweep.RunAsync(
        new Scenario(
            "backup",
            async app =>
            {
                await app.JoinAsync("utc-leeds");
                await app.DrainAsync();
            },
            async app =>
            {
                await app.BackUpAsync();
                await app.KeepBackupsAsync();
            })
        {
            // Which rows are read twice depends on how young they are: what it would bring back does not.
            Read = async app => string.Join(
                Environment.NewLine,
                (await app.BackupsAsync()).Select(backup => $"{backup.GetProperty("state")} {backup.GetProperty("unsettled")}")
                    .Concat(await app.KeptRowsAsync())),
        },
        output.WriteLine);

    [Fact]
    public Task A_restore_ends_whole_whatever_fails() => FaultSweep.RunAsync(
        new Scenario(
            "restore",
            async app =>
            {
                await app.JoinAsync("utc-leeds");
                await app.DrainAsync();
                await app.BackUpAsync();
                await app.EmptyTablesAsync();
            },
            async app =>
            {
                await app.AskToRestoreAsync();
                await app.KeepBackupsAsync();
            })
        {
            Read = async app => string.Join(Environment.NewLine, await app.RowsAsync()),
        },
        output.WriteLine);
}
