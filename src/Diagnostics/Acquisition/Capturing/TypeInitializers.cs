using Microsoft.Diagnostics.Runtime;
using Unravel.Diagnostics.Model;
using Unravel.Diagnostics.Runtimes;

namespace Unravel.Diagnostics.Acquisition.Capturing;

/// <summary>
/// The static constructors that run, and who waits for one of them. The runtime keeps its lock in native memory: the
/// frames are the evidence, and the code that stands before the wait names the class.
/// </summary>
internal sealed class TypeInitializers(IReadOnlyList<CapturedStack> stacks, WaitableRegistry waitables, MethodNames methods)
{
    private readonly List<(ClrType Type, int Thread)> _running =
    [
        .. stacks.SelectMany(
            stack => stack.Frames.Where(IsRunning),
            (stack, frame) => (frame.Method!.Type, stack.Thread.ManagedThreadId)),
    ];

    /// <summary>Whether the frame is that of a static constructor, written as one or made of field initialisers.</summary>
    public static bool IsRunning(ClrStackFrame frame) => frame.Method?.Name == ".cctor";

    /// <summary>The index of the class whose initialisation the thread waits for; null when it waits for none or it was not found.</summary>
    public int? WaitableOf(CapturedStack stack)
    {
        if (_running.Count == 0 || stack.WaitKind != WaitKind.TypeInitializer)
        {
            return null;
        }

        var others = _running.Where(item => item.Thread != stack.Thread.ManagedThreadId).ToArray();
        for (var i = stack.WaitFrame + 1; i < stack.Frames.Length && others.Length > 0; i++)
        {
            if (stack.Frames[i].Method is not { } method)
            {
                continue;
            }

            // The class of the method itself, whose first instruction asks for it, or one that the statement uses.
            var used = methods.TypesUsedAt(stack.Frames[i], isTop: false);
            var found = others.Where(item => item.Type.MethodTable == method.Type.MethodTable).ToArray();
            found = found.Length > 0 ? found : [.. others.Where(item => used.Contains(DefinitionName(item.Type)))];
            return found is [var only] ? waitables.AddTypeInitializer(only.Type, only.Thread) : null;
        }

        return null;
    }

    /// <summary>
    /// The same where the runtime waits in native code alone (.NET 8 and 9): the top of the stack is a call of a helper
    /// that has no method, made by code that needs a class which another thread initialises.
    /// </summary>
    public int? NativeWaitableOf(CapturedStack stack)
    {
        if (_running.Count == 0 || stack.WaitKind is not null
            || stack.Frames is not [{ Kind: ClrStackFrameKind.Runtime, Method: null } top, ..]
            || top.FrameName?.StartsWith(InitializationLayout.HelperFrame, StringComparison.Ordinal) != true)
        {
            return null;
        }

        stack.WaitIn(WaitKind.TypeInitializer, frame: 0);
        if (WaitableOf(stack) is { } found)
        {
            return found;
        }

        stack.WaitIn(null, frame: -1);
        return null;
    }

    /// <summary>As metadata writes it: <c>Cache&lt;int&gt;</c> is <c>Cache`1</c>.</summary>
    private static string DefinitionName(ClrType type)
    {
        var name = type.Name ?? "";
        var open = name.IndexOf('<', StringComparison.Ordinal);
        return open < 0 ? name : $"{name[..open]}`{type.EnumerateGenericParameters().Count()}";
    }
}
