using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Unravel.Diagnostics.Model;

namespace Unravel.Diagnostics.Symbols;

/// <summary>
/// Finds the try blocks around a place in a method whose finally gives a reader-writer lock back. While the thread stands in
/// such a block, it holds the lock.
/// </summary>
internal static class ReaderWriterStatements
{
    private const string Slim = "ReaderWriterLockSlim";
    private const string Old = "ReaderWriterLock";

    private static readonly (string Type, string Method, LockMode Mode)[] s_acquires =
    [
        (Slim, "EnterReadLock", LockMode.Read), (Slim, "TryEnterReadLock", LockMode.Read),
        (Slim, "EnterUpgradeableReadLock", LockMode.Upgradeable), (Slim, "TryEnterUpgradeableReadLock", LockMode.Upgradeable),
        (Slim, "EnterWriteLock", LockMode.Write), (Slim, "TryEnterWriteLock", LockMode.Write),
        (Old, "AcquireReaderLock", LockMode.Read), (Old, "AcquireWriterLock", LockMode.Write),
    ];

    private static readonly (string Type, string Method, LockMode Mode)[] s_releases =
    [
        (Slim, "ExitReadLock", LockMode.Read), (Slim, "ExitUpgradeableReadLock", LockMode.Upgradeable), (Slim, "ExitWriteLock", LockMode.Write),
        (Old, "ReleaseReaderLock", LockMode.Read), (Old, "ReleaseWriterLock", LockMode.Write),
    ];

    /// <summary>The blocks that an IL offset lies in, outermost first.</summary>
    public static IReadOnlyList<ReaderWriterStatement> Around(ModuleSymbols module, int methodToken, int ilOffset)
    {
        if (ilOffset < 0 || MetadataTokens.EntityHandle(methodToken) is not { Kind: HandleKind.MethodDefinition } handle
            || module.BodyBlockOf((MethodDefinitionHandle)handle) is not { } body)
        {
            return [];
        }

        var il = body.GetILBytes() ?? [];
        var found = new List<ReaderWriterStatement>();
        foreach (var region in body.ExceptionRegions.OrderBy(region => region.TryOffset).ThenByDescending(region => region.TryLength))
        {
            if (region.Kind == ExceptionRegionKind.Finally
                && ilOffset >= region.TryOffset && ilOffset < region.TryOffset + region.TryLength
                && Release(module, il.AsSpan(region.HandlerOffset, region.HandlerLength).ToArray()) is { } release)
            {
                found.Add(release with { Line = LineThatTook(module, methodToken, il, region.TryOffset, release) });
            }
        }

        return found;
    }

    /// <summary>The field of the lock, and how it was held: the last field loaded before the call that gives it back.</summary>
    private static ReaderWriterStatement? Release(ModuleSymbols module, byte[] handler)
    {
        string? field = null;
        foreach (var instruction in ILReader.Read(handler))
        {
            if (instruction.OpCode.Value == OpCodes.Ldfld.Value || instruction.OpCode.Value == OpCodes.Ldsfld.Value)
            {
                field = FieldName(module, instruction.Token);
            }
            else if (IsCall(instruction) && module.NameOfCalled(instruction.Token) is var (type, method)
                && Mode(type, method, s_releases) is { } mode && field is not null)
            {
                return new ReaderWriterStatement(field, mode);
            }
        }

        return null;
    }

    /// <summary>The last call on such a lock before the block, in the same mode, took it.</summary>
    private static SourceLine? LineThatTook(ModuleSymbols module, int methodToken, byte[] il, int tryOffset, ReaderWriterStatement release)
    {
        SourceLine? line = null;
        foreach (var instruction in ILReader.Read(il).TakeWhile(instruction => instruction.Offset < tryOffset))
        {
            if (IsCall(instruction) && module.NameOfCalled(instruction.Token) is var (type, method)
                && Mode(type, method, s_acquires) == release.Mode)
            {
                line = module.LineOf(methodToken, instruction.Offset);
            }
        }

        return line;
    }

    private static LockMode? Mode(string type, string method, (string Type, string Method, LockMode Mode)[] table)
    {
        foreach (var row in table)
        {
            if (row.Type == type && row.Method == method)
            {
                return row.Mode;
            }
        }

        return null;
    }

    private static bool IsCall(ILInstruction instruction) =>
        instruction.OpCode.Value == OpCodes.Call.Value || instruction.OpCode.Value == OpCodes.Callvirt.Value;

    private static string? FieldName(ModuleSymbols module, int token) => MetadataTokens.EntityHandle(token) switch
    {
        { Kind: HandleKind.FieldDefinition } handle => module.Metadata.GetString(module.Metadata.GetFieldDefinition((FieldDefinitionHandle)handle).Name),
        { Kind: HandleKind.MemberReference } handle => module.Metadata.GetString(module.Metadata.GetMemberReference((MemberReferenceHandle)handle).Name),
        _ => null,
    };
}

/// <summary>A block of code that holds a reader-writer lock.</summary>
/// <param name="Field">The field of the lock, without its type.</param>
internal sealed record ReaderWriterStatement(string Field, LockMode Mode)
{
    /// <summary>The line that took it; null when it cannot be told or there are no symbols.</summary>
    public SourceLine? Line { get; init; }
}
