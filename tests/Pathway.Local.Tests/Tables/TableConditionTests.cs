using Azure;
using Azure.Data.Tables;
using Pathway.Local.Tests.Host;

namespace Pathway.Local.Tests.Tables;

public sealed class TableConditionTests(LocalStorage storage)
{
    private readonly TestTables tables = new(storage);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Adding_a_row_that_exists_is_409_EntityAlreadyExists()
    {
        var table = await tables.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"), Cancel);

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.AddEntityAsync(new TableEntity("p", "r"), Cancel));

        Assert.Equal((409, "EntityAlreadyExists"), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task A_stale_version_is_412_UpdateConditionNotSatisfied()
    {
        var table = await tables.NewTableAsync();
        var added = await table.AddEntityAsync(new TableEntity("p", "r") { ["N"] = 1 }, Cancel);
        await table.UpdateEntityAsync(new TableEntity("p", "r") { ["N"] = 2 }, added.Headers.ETag!.Value, cancellationToken: Cancel);

        var update = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "r") { ["N"] = 3 }, added.Headers.ETag!.Value, cancellationToken: Cancel));
        var delete = await Assert.ThrowsAsync<RequestFailedException>(() => table.DeleteEntityAsync("p", "r", added.Headers.ETag!.Value, Cancel));

        Assert.Equal((412, "UpdateConditionNotSatisfied"), (update.Status, update.ErrorCode));
        Assert.Equal((412, "UpdateConditionNotSatisfied"), (delete.Status, delete.ErrorCode));
        Assert.Equal(2, (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel)).Value.GetInt32("N"));
    }

    [Fact]
    public async Task The_version_of_a_row_is_the_same_from_a_write_a_read_and_a_query()
    {
        var table = await tables.NewTableAsync();

        var written = (await table.AddEntityAsync(new TableEntity("p", "r"), Cancel)).Headers.ETag;
        var read = (await table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel)).Value.ETag;
        var queried = (await table.QueryAsync<TableEntity>(cancellationToken: Cancel).SingleAsync(Cancel)).ETag;

        Assert.Equal(written, read);
        Assert.Equal(written, queried);
    }

    [Fact]
    public async Task A_missing_row_and_a_missing_table_are_told_apart()
    {
        var table = await tables.NewTableAsync();
        var nowhere = tables.Service().GetTableClient("Nowhere");

        var row = await Assert.ThrowsAsync<RequestFailedException>(() => table.GetEntityAsync<TableEntity>("p", "r", cancellationToken: Cancel));
        var added = await Assert.ThrowsAsync<RequestFailedException>(() => nowhere.AddEntityAsync(new TableEntity("p", "r"), Cancel));

        Assert.Equal((404, "ResourceNotFound"), (row.Status, row.ErrorCode));
        Assert.Equal((404, "TableNotFound"), (added.Status, added.ErrorCode));
    }

    [Fact]
    public async Task Deleting_a_missing_row_answers_404_and_does_not_throw()
    {
        var table = await tables.NewTableAsync();

        var response = await table.DeleteEntityAsync("p", "r", cancellationToken: Cancel);

        Assert.Equal(404, response.Status);
    }

    [Fact]
    public async Task A_delete_without_a_version_takes_any()
    {
        var table = await tables.NewTableAsync();
        await table.AddEntityAsync(new TableEntity("p", "r"), Cancel);
        await table.UpsertEntityAsync(new TableEntity("p", "r") { ["N"] = 2 }, cancellationToken: Cancel);

        var response = await table.DeleteEntityAsync("p", "r", cancellationToken: Cancel);

        Assert.Equal(204, response.Status);
        Assert.False((await table.GetEntityIfExistsAsync<TableEntity>("p", "r", cancellationToken: Cancel)).HasValue);
    }

    [Fact]
    public async Task Updating_a_row_that_is_missing_is_404()
    {
        var table = await tables.NewTableAsync();

        var refusal = await Assert.ThrowsAsync<RequestFailedException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), ETag.All, cancellationToken: Cancel));

        Assert.Equal((404, "ResourceNotFound"), (refusal.Status, refusal.ErrorCode));
    }

    [Fact]
    public async Task An_update_without_a_version_is_refused_before_it_is_sent()
    {
        var table = await tables.NewTableAsync();

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => table.UpdateEntityAsync(new TableEntity("p", "r"), default, cancellationToken: Cancel));

        Assert.Equal("ifMatch", refusal.ParamName);
    }
}
