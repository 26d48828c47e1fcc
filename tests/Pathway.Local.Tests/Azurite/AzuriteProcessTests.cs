using Azure;
using Azure.Storage.Queues;
using Pathway.Local.Azurite;

namespace Pathway.Local.Tests.Azurite;

public sealed class AzuriteProcessTests
{
    [Fact]
    public async Task Keeps_what_was_written_just_before_it_is_stopped()
    {
        var folder = Directory.CreateTempSubdirectory("azurite-");
        var account = AzuriteAccount.Fresh();
        try
        {
            await using (var azurite = await StartAsync(folder, account))
                await new QueueClient(azurite.ConnectionString, "facts").CreateAsync(
                    cancellationToken: TestContext.Current.CancellationToken);
            await using var again = await StartAsync(folder, account);

            Assert.True(
                await new QueueClient(again.ConnectionString, "facts").ExistsAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task Refuses_an_app_that_was_started_with_another()
    {
        await using var own = await AzuriteProcess.StartAsync(0, null, _ => { }, TestContext.Current.CancellationToken);
        await using var other = await AzuriteProcess.StartAsync(
            0, null, _ => { }, TestContext.Current.CancellationToken);
        var strayed = own.ConnectionString.Replace(
            $":{own.Ports.Queue}/", $":{other.Ports.Queue}/", StringComparison.Ordinal);

        var refused = await Assert.ThrowsAsync<RequestFailedException>(
            () => new QueueClient(strayed, "facts").CreateAsync(cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains(refused.Status, new[] { 400, 403, 404 });
    }

    private static Task<AzuriteProcess> StartAsync(DirectoryInfo folder, AzuriteAccount account) =>
        AzuriteProcess.StartAsync(0, folder.FullName, account, _ => { }, TestContext.Current.CancellationToken);
}
