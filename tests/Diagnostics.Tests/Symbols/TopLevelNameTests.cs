using System.Reflection.Metadata;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Tests.Symbols;

public sealed class TopLevelNameTests
{
    /// <summary>What the compiler makes of top-level statements, by the names in a compiled program.</summary>
    [Fact]
    public void TopLevelStatements_AreMain()
    {
        using var module = ModuleSymbols.TryOpen(CompiledSpecimens.TopLevel)!;
        var names = module.Metadata.MethodDefinitions
            .Select(handle => module.Metadata.GetMethodDefinition(handle))
            .Select(method => (Type: NameOf(module.Metadata, method.GetDeclaringType()), Method: module.Metadata.GetString(method.Name)))
            .Where(name => name.Method is not (".ctor" or ".cctor" or "SetStateMachine") && name.Type.StartsWith("Program", StringComparison.Ordinal))
            .Select(name => CSharpMethodName.Short(name.Type, name.Method))
            .ToHashSet();

        Assert.Equal(["Program.Main", "Program.Main.Local", "Program.Main.lambda"], names.Order(StringComparer.Ordinal));
    }

    private static string NameOf(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        var name = metadata.GetString(type.Name);
        return type.GetDeclaringType() is { IsNil: false } outer ? $"{NameOf(metadata, outer)}+{name}" : name;
    }
}
