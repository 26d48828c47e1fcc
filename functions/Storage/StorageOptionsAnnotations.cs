using Microsoft.Extensions.Options;

namespace Pathway.Functions.Storage;

[OptionsValidator]
public sealed partial class StorageOptionsAnnotations : IValidateOptions<StorageOptions>;
