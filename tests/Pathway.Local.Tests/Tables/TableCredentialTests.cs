using Azure.Core;
using Azure.Data.Tables;

namespace Pathway.Local.Tests.Tables;

public sealed class TableCredentialTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_for_storage_goes_with_every_request()
    {
        await using var service = await LoopbackTables.StartAsync(LoopbackTables.Answering(204), https: true);
        var credential = new FixedToken();
        var table = new TableServiceClient(service.Endpoint, credential, new TableClientOptions { Transport = service.Transport() }).GetTableClient("customers");

        await table.AddEntityAsync(new TableEntity("p", "1"), Cancel);
        await table.AddEntityAsync(new TableEntity("p", "2"), Cancel);

        Assert.Equal(["Bearer storage-token", "Bearer storage-token"], service.Requests.Select(request => request.Headers["Authorization"]));
        Assert.Equal(["https://storage.azure.com/.default"], Assert.Single(credential.Asked));
    }

    [Fact]
    public async Task A_token_is_not_sent_over_a_line_that_can_be_read()
    {
        await using var service = await LoopbackTables.StartAsync(LoopbackTables.Answering(204));
        var table = new TableServiceClient(service.Endpoint, new FixedToken(), new TableClientOptions()).GetTableClient("customers");

        await Assert.ThrowsAsync<InvalidOperationException>(() => table.AddEntityAsync(new TableEntity("p", "r"), Cancel));

        Assert.Empty(service.Requests);
    }

    [Fact]
    public void A_connection_string_names_the_account_and_where_it_is()
    {
        var own = new TableServiceClient($"AccountName=utc;AccountKey={TestTables.Key};TableEndpoint=http://127.0.0.1:1234/utc/").GetTableClient("T");
        var suffix = new TableServiceClient($"DefaultEndpointsProtocol=https;AccountName=utc;AccountKey={TestTables.Key};EndpointSuffix=core.windows.net").GetTableClient("T");
        var emulator = new TableServiceClient("UseDevelopmentStorage=true").GetTableClient("T");
        var token = new TableServiceClient(new Uri("https://utc.table.core.windows.net"), new FixedToken()).GetTableClient("T");

        Assert.Equal(("utc", "http://127.0.0.1:1234/utc/T", "T"), (own.AccountName, own.Uri.AbsoluteUri, own.Name));
        Assert.Equal(("utc", "https://utc.table.core.windows.net/T"), (suffix.AccountName, suffix.Uri.AbsoluteUri));
        Assert.Equal((TestTables.Account, "http://127.0.0.1:10002/devstoreaccount1/T"), (emulator.AccountName, emulator.Uri.AbsoluteUri));
        Assert.Equal(("utc", "https://utc.table.core.windows.net/T"), (token.AccountName, token.Uri.AbsoluteUri));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("AccountName=a;AccountKey=c2VjcmV0LWtleQ==")]
    [InlineData("AccountKey=c2VjcmV0LWtleQ==;TableEndpoint=http://127.0.0.1")]
    public void A_connection_string_that_says_too_little_is_refused_without_repeating_it(string connectionString)
    {
        var fault = Assert.ThrowsAny<Exception>(() => new TableServiceClient(connectionString));

        Assert.DoesNotContain("c2VjcmV0LWtleQ==", fault.ToString(), StringComparison.Ordinal);
    }

    private sealed class FixedToken : TokenCredential
    {
        public List<string[]> Asked { get; } = [];

        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            Asked.Add(requestContext.Scopes);
            return new AccessToken("storage-token", TimeProvider.System.GetUtcNow().AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
