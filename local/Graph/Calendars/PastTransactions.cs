using System.Text.Json.Nodes;
using Pathway.GraphSimulator.Mailboxes;
using Pathway.GraphSimulator.Protocol;

namespace Pathway.GraphSimulator.Calendars;

/// <summary>Which creates came before, by their <c>transactionId</c>.</summary>
internal sealed class PastTransactions(Exchange exchange)
{
    /// <summary>The event that the same create made before; null when there is none.</summary>
    /// <exception cref="GraphErrorException">The id was used for another content.</exception>
    public StoredEvent? Repeated(Mailbox mailbox, string transaction, string fingerprint)
    {
        if (exchange.Modes.ForgetTransactionIds || !mailbox.Transactions.TryGetValue(transaction, out var past)
            || !mailbox.Events.TryGetValue(past.Event, out var item))
            return null;
        if (past.Fingerprint == fingerprint)
            return item;

        var annotations = new JsonObject();
        if (exchange.Modes.DuplicateTransactionNamesEvent)
            annotations["@event.existingEventId"] = exchange.IdOf(mailbox, item, immutable: true);
        throw new GraphErrorException(
            exchange.Modes.DuplicateTransactionStatus,
            "ErrorDuplicateTransactionId",
            "Your request can't be completed. "
                + "The TransactionId specified in the request has already been used to create a different event.")
        {
            Annotations = annotations,
        };
    }
}
