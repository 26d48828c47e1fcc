using Microsoft.Extensions.Options;

namespace Pathway.Functions.Letters;

[OptionsValidator]
public sealed partial class LettersOptionsValidator : IValidateOptions<LettersOptions>;
