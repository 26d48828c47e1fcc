namespace Pathway.Functions.Digests.Mail;

/// <summary>A digest ready to send.</summary>
public sealed record DigestMail(string Subject, string Html, string Text);
