using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Symbols;

/// <summary>
/// Finds the lock statements around a place in a method. The compiler turns each into a try block whose finally calls
/// Monitor.Exit or Lock.Scope.Dispose; the try begins where the lock is taken.
/// </summary>
internal static class LockStatements
{
    /// <summary>The lines of the lock statements that an IL offset lies in, outermost first.</summary>
    public static IReadOnlyList<SourceLine> Around(ModuleSymbols module, int methodToken, int ilOffset)
    {
        if (ilOffset < 0 || MetadataTokens.EntityHandle(methodToken) is not { Kind: HandleKind.MethodDefinition } handle
            || module.BodyBlockOf((MethodDefinitionHandle)handle) is not { } body)
        {
            return [];
        }

        var il = body.GetILBytes() ?? [];
        var lines = new List<SourceLine>();
        foreach (var region in body.ExceptionRegions.OrderBy(region => region.TryOffset).ThenByDescending(region => region.TryLength))
        {
            if (region.Kind == ExceptionRegionKind.Finally
                && ilOffset >= region.TryOffset && ilOffset < region.TryOffset + region.TryLength
                && Releases(module, il.AsSpan(region.HandlerOffset, region.HandlerLength).ToArray())
                && module.LineOf(methodToken, region.TryOffset) is { } line)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private static bool Releases(ModuleSymbols module, byte[] handler) =>
        ILReader.Read(handler).Any(instruction =>
            (instruction.OpCode.Value == OpCodes.Call.Value || instruction.OpCode.Value == OpCodes.Callvirt.Value)
            && module.NameOfCalled(instruction.Token) is ("Monitor", "Exit") or ("Scope", "Dispose"));
}
