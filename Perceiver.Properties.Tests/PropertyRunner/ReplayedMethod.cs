using System.Reflection;
using FsCheck.Xunit;
using Xunit;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace Perceiver.Properties.Tests.PropertyRunner;

/// <summary>A method as xunit sees it, but with another Replay in its <see cref="PropertyAttribute"/>.</summary>
/// <remarks>A Replay is known only once a run has failed, and an attribute's text is fixed when it is compiled.</remarks>
internal sealed class ReplayedMethod(IReflectionMethodInfo method, string replay)
    : LongLivedMarshalByRefObject,
        IReflectionMethodInfo
{
    public MethodInfo MethodInfo => method.MethodInfo;
    public bool IsAbstract => method.IsAbstract;
    public bool IsGenericMethodDefinition => method.IsGenericMethodDefinition;
    public bool IsPublic => method.IsPublic;
    public bool IsStatic => method.IsStatic;
    public string Name => method.Name;
    public ITypeInfo ReturnType => method.ReturnType;
    public ITypeInfo Type => method.Type;

    public IEnumerable<IAttributeInfo> GetCustomAttributes(string assemblyQualifiedAttributeTypeName)
    {
        foreach (IAttributeInfo attribute in method.GetCustomAttributes(assemblyQualifiedAttributeTypeName))
        {
            if (attribute is ReflectionAttributeInfo { Attribute: PropertyAttribute property })
            {
                property.Replay = replay;
            }

            yield return attribute;
        }
    }

    public IEnumerable<ITypeInfo> GetGenericArguments() => method.GetGenericArguments();

    public IEnumerable<IParameterInfo> GetParameters() => method.GetParameters();

    public IMethodInfo MakeGenericMethod(params ITypeInfo[] typeArguments) => method.MakeGenericMethod(typeArguments);
}
