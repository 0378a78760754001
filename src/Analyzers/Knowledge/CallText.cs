using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Unravel.Analyzers.Extensions;

namespace Unravel.Analyzers.Knowledge;

/// <summary>What a report underlines of a call, and how its message names it.</summary>
internal static class CallText
{
    /// <summary>The member name in the source: the shortest thing to underline, and always on the line of the call.</summary>
    public static SyntaxNode Name(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax call => Name(call.Expression),
        MemberAccessExpressionSyntax access => access.Name,
        MemberBindingExpressionSyntax binding => binding.Name,
        _ => node,
    };

    /// <summary>The receiver's name as a reader would say it; null when it has none.</summary>
    public static string? Receiver(IOperation receiver) => receiver switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IMemberReferenceOperation member => member.Member.Name,
        IInvocationOperation call => call.TargetMethod.Name + "()",
        _ => null,
    };

    /// <summary>Receiver (or type, when it is static) and member: <c>file.Flush()</c>, <c>Thread.Sleep()</c>.</summary>
    public static string Of(IInvocationOperation call)
    {
        var member = call.TargetMethod.Name + "()";
        if (call.Receiver() is { } instance)
        {
            return Receiver(instance.Unwrapped()) is { } name ? name + "." + member : member;
        }

        return call.TargetMethod.MethodKind == MethodKind.LocalFunction ? member : call.TargetMethod.ContainingType.Name + "." + member;
    }
}
