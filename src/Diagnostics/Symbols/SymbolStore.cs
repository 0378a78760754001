using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Symbols;

/// <summary>Opens each module's symbols once and answers for lines.</summary>
/// <param name="hostPath">Turns a path as the target sees it into one that this process can open.</param>
internal sealed class SymbolStore(Func<string, string> hostPath) : IDisposable
{
    private readonly Dictionary<string, ModuleSymbols?> _modules = new(StringComparer.Ordinal);

    public ModuleSymbols? Module(string path)
    {
        if (!_modules.TryGetValue(path, out var symbols))
        {
            symbols = ModuleSymbols.TryOpen(hostPath(path));
            _modules.Add(path, symbols);
        }

        return symbols;
    }

    public SourceLine? LineOf(string modulePath, int methodToken, int ilOffset) =>
        Module(modulePath)?.LineOf(methodToken, ilOffset);

    /// <summary>The line of a call that is known to lie in a range of IL: where the range holds one such call, its line, else that of the beginning.</summary>
    public SourceLine? LineOfCall(string modulePath, int methodToken, int start, int end, string calledType, string calledMethod) =>
        Module(modulePath) is { Pdb: not null } module
            ? module.LineOf(methodToken, CallSites.Only(module, methodToken, start, end, CallSites.SimpleName(calledType), calledMethod) ?? start)
            : null;

    /// <summary>The line at which a method calls a type; null when it does so at none or at several.</summary>
    public SourceLine? LineOfCall(string modulePath, int methodToken, string typeName)
    {
        if (Module(modulePath) is not { Pdb: not null } module)
        {
            return null;
        }

        var lines = CallSites.Of(module, methodToken, CallSites.SimpleName(typeName))
            .Select(call => module.LineOf(methodToken, call.Offset)).Distinct().Take(2).ToArray();
        return lines is [var only] ? only : null;
    }

    /// <summary>For each state of a state machine type, the line of the await that it stands at.</summary>
    public IReadOnlyList<SourceLine?> AwaitLines(string modulePath, int typeToken)
    {
        if (Module(modulePath) is not { Pdb: not null } module
            || MetadataTokens.EntityHandle(typeToken) is not { Kind: HandleKind.TypeDefinition, IsNil: false } type
            || MetadataTokens.GetRowNumber(type) > module.Metadata.GetTableRowCount(TableIndex.TypeDef))
        {
            return [];
        }

        foreach (var method in module.Metadata.GetTypeDefinition((TypeDefinitionHandle)type).GetMethods())
        {
            if (module.Metadata.StringComparer.Equals(module.Metadata.GetMethodDefinition(method).Name, "MoveNext"))
            {
                var offsets = StateMachineIL.SuspensionOffsets(module, method);
                return [.. offsets.Select(offset => offset < 0 ? null : module.LineOf(MetadataTokens.GetToken(method), offset))];
            }
        }

        return [];
    }

    public void Dispose()
    {
        foreach (var module in _modules.Values)
        {
            module?.Dispose();
        }
    }
}
