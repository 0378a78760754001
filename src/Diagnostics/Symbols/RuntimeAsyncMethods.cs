using System.Reflection.Metadata;

namespace Unravel.Diagnostics.Symbols;

/// <summary>
/// The methods that the runtime suspends by itself, by name: what is suspended tells the name alone, and where only one
/// class of the program has such a method, it is that one.
/// </summary>
internal static class RuntimeAsyncMethods
{
    /// <summary>Full names of the types that have such a method.</summary>
    /// <param name="asyncBit">The bit that marks such methods.</param>
    public static IEnumerable<string> TypesWith(ModuleSymbols module, string method, int asyncBit)
    {
        var metadata = module.Metadata;
        foreach (var handle in metadata.MethodDefinitions)
        {
            var definition = metadata.GetMethodDefinition(handle);
            if (((int)definition.ImplAttributes & asyncBit) != 0 && metadata.StringComparer.Equals(definition.Name, method))
            {
                yield return NameOf(metadata, definition.GetDeclaringType());
            }
        }
    }

    /// <summary>As the runtime writes it: the namespace before the outermost type, a plus before a nested one.</summary>
    private static string NameOf(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        return !type.GetDeclaringType().IsNil ? $"{NameOf(metadata, type.GetDeclaringType())}+{name}"
            : type.Namespace.IsNil ? name
            : $"{metadata.GetString(type.Namespace)}.{name}";
    }
}
