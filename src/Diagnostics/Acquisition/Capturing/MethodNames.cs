using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>Names methods as C# writes them, once per method, and lines once per place.</summary>
internal sealed class MethodNames(SymbolStore symbols, string frameworkFolder)
{
    private readonly Dictionary<ulong, Frame> _byMethod = [];
    private readonly Dictionary<(ulong Method, int Offset), Frame> _byPlace = [];

    /// <summary>The frame of a call.</summary>
    /// <param name="isTop">True for the innermost frame: its instruction pointer is the next instruction to run; that of a caller is where the call returns to.</param>
    public Frame? FrameOf(ClrStackFrame frame, bool isTop)
    {
        if (frame.Method is not { } method)
        {
            return null;
        }

        var offset = OffsetOf(method, isTop ? frame.InstructionPointer : frame.InstructionPointer - 1);
        var key = (method.MethodDesc, offset);
        if (!_byPlace.TryGetValue(key, out var place))
        {
            place = NameOf(method);
            if (offset >= 0 && !place.IsFramework && method.Type.Module.Name is { } module)
            {
                place = place with { Line = symbols.LineOf(module, method.MetadataToken, offset) };
            }

            _byPlace.Add(key, place);
        }

        return place;
    }

    /// <summary>The lines of the lock statements that a call stands in, outermost first.</summary>
    public IReadOnlyList<SourceLine> LockStatementsAround(ClrStackFrame frame, bool isTop) =>
        frame.Method is { Type.Module.Name: { } path } method && symbols.Module(path) is { } module
            ? LockStatements.Around(module, method.MetadataToken, method.GetILOffset(isTop ? frame.InstructionPointer : frame.InstructionPointer - 1))
            : [];

    /// <summary>The statements around a call that hold a reader-writer lock, outermost first.</summary>
    public IReadOnlyList<ReaderWriterStatement> ReaderWriterStatementsAround(ClrStackFrame frame, bool isTop) =>
        frame.Method is { Type.Module.Name: { } path } method && symbols.Module(path) is { } module
            ? ReaderWriterStatements.Around(module, method.MetadataToken, method.GetILOffset(isTop ? frame.InstructionPointer : frame.InstructionPointer - 1))
            : [];

    /// <summary>The classes, with namespace, whose members the statement refers to in which a call stands.</summary>
    public IReadOnlyList<string> TypesUsedAt(ClrStackFrame frame, bool isTop) =>
        frame.Method is { Type.Module.Name: { } path } method && symbols.Module(path) is { } module
            ? UsedTypes.At(module, method.MetadataToken, method.GetILOffset(isTop ? frame.InstructionPointer : frame.InstructionPointer - 1))
            : [];

    /// <summary>The IL offset of an address. What lies before the first instruction of the source, where a class asks for its initialisation, counts to it.</summary>
    private static int OffsetOf(ClrMethod method, ulong address)
    {
        var offset = method.GetILOffset(address);
        return offset < 0 && method.ILOffsetMap.Any(map => map.ILOffset == 0)
            && method.ILOffsetMap.Where(map => map.ILOffset >= 0).All(map => map.StartAddress > address) ? 0 : offset;
    }

    public Frame NameOf(ClrMethod method)
    {
        if (!_byMethod.TryGetValue(method.MethodDesc, out var frame))
        {
            var type = method.Type.Name ?? "";
            var isFramework = IsFramework(method.Type.Module);
            var name = method.Name ?? "?";
            frame = new Frame(CSharpMethodName.Short(type, isFramework ? PublicNames.Of(name) : name))
            {
                Namespace = CSharpTypeName.NamespaceOf(type),
                Module = Path.GetFileName(method.Type.Module.Name),
                IsFramework = isFramework,
            };
            _byMethod.Add(method.MethodDesc, frame);
        }

        return frame;
    }

    /// <summary>Whether a module belongs to .NET itself: it lies with the runtime, in a shared framework, or carries a system name.</summary>
    public bool IsFramework(ClrModule? module)
    {
        if (module?.Name is not { } path)
        {
            return false;
        }

        var file = Path.GetFileName(path.AsSpan());
        return path.Contains("/shared/Microsoft.", StringComparison.Ordinal)
            || ((file.StartsWith("System.", StringComparison.Ordinal) || file.StartsWith("Microsoft.", StringComparison.Ordinal))
                && path.StartsWith(frameworkFolder, StringComparison.Ordinal));
    }
}
