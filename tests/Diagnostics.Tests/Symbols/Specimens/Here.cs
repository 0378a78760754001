using System.Diagnostics;
using System.Runtime.CompilerServices;
using Unravel.Diagnostics.Symbols;

namespace Unravel.Diagnostics.Tests.Symbols.Specimens;

/// <summary>The method that asks, as a report would name it. What is generic has <c>int</c> for every argument.</summary>
internal static class Here
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static string Name()
    {
        var method = new StackFrame(1).GetMethod()!;
        var type = method.DeclaringType!;
        var closed = type.IsGenericTypeDefinition ? type.MakeGenericType([.. type.GetGenericArguments().Select(_ => typeof(int))]) : type;
        var arguments = method.IsGenericMethod ? method.GetGenericArguments().Select(_ => typeof(int)) : [];
        return CSharpMethodName.Short(ClrNames.Of(closed), ClrNames.Of(method, [.. arguments]));
    }
}
