using Azure.Storage.Queues;
using Pathway.Local.Azurite;

namespace Pathway.Local.Tests.Azurite;

public sealed class AzuriteProcessTests
{
    [Fact]
    public async Task Keeps_what_was_written_just_before_it_is_stopped()
    {
        var folder = Directory.CreateTempSubdirectory("azurite-");
        try
        {
            await using (var azurite = await StartAsync(folder))
                await new QueueClient(azurite.ConnectionString, "facts").CreateAsync(cancellationToken: TestContext.Current.CancellationToken);
            await using var again = await StartAsync(folder);

            Assert.True(await new QueueClient(again.ConnectionString, "facts").ExistsAsync(TestContext.Current.CancellationToken));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static Task<AzuriteProcess> StartAsync(DirectoryInfo folder) =>
        AzuriteProcess.StartAsync(0, folder.FullName, _ => { }, TestContext.Current.CancellationToken);
}
