using System.Diagnostics;
using Azure;
using Azure.Data.Tables;
using Pathway.Local.Tests.Host;

namespace Pathway.Local.Tests.Tables;

public sealed class SharedKeyTests(LocalStorage storage)
{
    private readonly TestTables tables = new(storage);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The rule is https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key; Node's crypto signs what arrived.</summary>
    [Theory]
    [InlineData("", "/account")]
    [InlineData("/account", "/account/account")]
    public async Task The_date_and_the_address_are_signed(string path, string expected)
    {
        await using var service = await LoopbackTables.StartAsync(LoopbackTables.Answering(204));
        var client = new TableServiceClient(new Uri(service.Endpoint, path), new TableSharedKeyCredential("account", TestTables.Key), new TableClientOptions());

        await client.GetTableClient("customers").UpsertEntityAsync(new TableEntity("O'Brien & søn", "a b"), cancellationToken: Cancel);

        var request = Assert.Single(service.Requests);
        Assert.StartsWith($"{path}/customers(", request.Target, StringComparison.Ordinal);
        var text = $"{request.Headers["x-ms-date"]}\n{expected}{request.Target.Split('?')[0][path.Length..]}";
        Assert.Equal($"SharedKeyLite account:{await SignWithNodeAsync(TestTables.Key, text)}", request.Headers["Authorization"]);
    }

    [Fact]
    public async Task Another_key_is_refused()
    {
        var client = new TableServiceClient(tables.ConnectionString.Replace(TestTables.Key, Convert.ToBase64String(new byte[64]), StringComparison.Ordinal));

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => client.CreateTableIfNotExistsAsync("Refused", Cancel));

        Assert.Equal(403, refusal.Status);
    }

    private static async Task<string> SignWithNodeAsync(string key, string text)
    {
        const string Script = "process.stdout.write(require('crypto').createHmac('sha256', Buffer.from(process.argv[1], 'base64')).update(process.argv[2], 'utf8').digest('base64'))";
        using var node = Process.Start(new ProcessStartInfo("node", ["-e", Script, key, text]) { UseShellExecute = false, RedirectStandardOutput = true })!;
        var signature = await node.StandardOutput.ReadToEndAsync(Cancel);
        await node.WaitForExitAsync(Cancel);
        return signature;
    }
}
